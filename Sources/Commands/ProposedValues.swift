import CommandWords
import Records
import Vietnamese

/// What a shell is told of values whose kind says nothing: a document's files, code pages, books, groups.
enum ProposedValues {
  typealias Proposer = @MainActor (_ session: Session, _ typed: String, _ given: [String]) throws -> [Proposal]

  /// By the command and its parameter.
  static let all: [String: Proposer] = [
    "open-file file": files, "save-file file": files, "detach file": files,
    "convert from": encodings, "convert to": encodings, "import encoding": encodings,
    "numbers last": { session, typed, _ in
      let asked = try session.office.numbersToConfirm(today: session.today)
      return beginning(typed, asked.map { Proposal("\($0.book.id)=\($0.lastNumber)", note: $0.book.name) })
    },
    "custody book": books, "book book": books,
    "group name": { session, typed, _ in
      beginning(typed, try session.office.groups().map { Proposal($0.name) })
    },
    "clerk name": { session, typed, _ in beginning(typed, try session.office.clerks().map { Proposal($0) }) },
    "save-search name": { session, typed, _ in
      beginning(typed, try session.office.savedSearches().map { Proposal($0.name, note: $0.query) })
    },
    "organ name": organs, "mute organ": organs, "unmute organ": organs,
  ]

  /// The files of the document that is already named; the other words are no documents.
  @MainActor
  private static func files(_ session: Session, _ typed: String, _ given: [String]) throws -> [Proposal] {
    for word in given {
      guard let line = try? session.office.find(word, today: session.today) else { continue }
      return beginning(typed, try session.office.files(line).map { Proposal($0.name) })
    }
    return []
  }

  @MainActor
  private static func encodings(_ session: Session, _ typed: String, _ given: [String]) -> [Proposal] {
    beginning(typed, (["abc"] + CodePage.allCases.map(\.name)).map { Proposal($0) })
  }

  @MainActor
  private static func books(_ session: Session, _ typed: String, _ given: [String]) throws -> [Proposal] {
    beginning(
      typed, try session.office.custodies().map { Proposal($0.bookState.book.id, note: $0.bookState.book.name) })
  }

  @MainActor
  private static func organs(_ session: Session, _ typed: String, _ given: [String]) throws -> [Proposal] {
    ValueCompleter(session: session).values(.organ, typed, of: nil, limit: 20)
  }

  private static func beginning(_ typed: String, _ all: [Proposal]) -> [Proposal] {
    all.filter { fold($0.text).hasPrefix(fold(typed)) }
  }
}
