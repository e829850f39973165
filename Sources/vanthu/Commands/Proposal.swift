/// A value that what was typed could become.
struct Proposal: Equatable, Sendable {
  let text: String
  let note: String

  init(_ text: String, note: String = "") { (self.text, self.note) = (text, note) }
}
