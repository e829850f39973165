/// A value that what was typed could become.
package struct Proposal: Equatable, Sendable {
  package let text: String
  package let note: String

  package init(_ text: String, note: String = "") { (self.text, self.note) = (text, note) }
}
