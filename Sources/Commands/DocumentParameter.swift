import CommandWords
import Records
import Wording

/// The parameter by which a clerk types a field of a document: one row of the table in `DocumentParameters`.
package struct DocumentParameter: Sendable {
  package let field: Field
  package let parameter: Parameter
  /// The registers in which a clerk types the field.
  let directions: Set<Book.Direction>
  /// Sets the field to the value that was given; changes nothing if none was.
  let fill: @Sendable (inout Document, Given) throws -> Void
  /// The value as it is typed; empty if the field has none.
  let typed: @Sendable (Document) -> String

  /// Creates the row of a field whose stored form is the description of the value.
  init<Value: CustomStringConvertible>(
    _ field: Field, _ parameter: Typed<Value>, in directions: Set<Book.Direction> = [.incoming, .outgoing]
  ) {
    self.init(field, parameter, in: directions) { $0.set(field, to: $1.description) }
  }

  /// - Parameter typed: the stored form if `nil`.
  init<Value>(
    _ field: Field, _ parameter: Typed<Value>, in directions: Set<Book.Direction> = [.incoming, .outgoing],
    typed: (@Sendable (Document) -> String)? = nil, set: @escaping @Sendable (inout Document, Value) -> Void
  ) {
    self.field = field
    self.parameter = parameter.parameter
    self.directions = directions
    fill = { document, given in
      if let value = try given(parameter) { set(&document, value) }
    }
    self.typed = typed ?? { $0.value(of: field) }
  }
}
