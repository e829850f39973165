import Wording

package extension Command {
  /// Returns the question to ask before the command runs on the screen; `nil` if none is needed.
  ///
  /// A command for several documents asks once and says what will happen. A command that cannot be undone asks even for
  /// one document.
  @MainActor
  func asked(before call: ScreenCall) throws -> Question? {
    let isOfSeveral = declaration.parameters.contains { $0.name == SharedParameters.documents.name && $0.repeats }
    let documents = isOfSeveral ? call.given.all(SharedParameters.documents) : []
    if let question, let asked = try question(call) { return asked }
    guard documents.count > 1 || isFinal && question == nil else { return nil }
    let named = try call.session.lines(call.given).map(\.reference)
    let shown = named.prefix(8).joined(separator: ", ") + (named.count > 8 ? ", …" : "")
    let many = named.count > 1
    let summary = declaration.summary
    func sentence(_ language: Language) -> String {
      [
        many ? shown + described(call.given.arguments, language) : nil, isFinal ? declaration.detail[language] : nil,
      ].compactMap(\.self).joined(separator: ". ")
    }
    return Question(
      title: Bilingual(
        "\(summary.vietnamese.capitalisedFirst): \(many ? "\(named.count) văn bản" : "văn bản \(shown)")?",
        "\(summary.english.capitalisedFirst): \(many ? "\(named.count) documents" : "document \(shown)")?"),
      sentence: Bilingual(sentence(.vietnamese), sentence(.english)), isDangerous: isFinal,
      answers: [
        .init(words: Bilingual("làm", "do it"), then: .go(call.given)),
        .init(words: Bilingual("thôi", "leave it"), then: .leave),
      ])
  }
}

package extension String {
  var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
