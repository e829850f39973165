/// A value that completes what was typed.
package struct Proposal: Equatable, Sendable {
  package let text: String
  package let note: String

  package init(_ text: String, note: String = "") { (self.text, self.note) = (text, note) }
}
