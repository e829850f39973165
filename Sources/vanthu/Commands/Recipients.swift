import Office
import Records
import Vietnamese
import Wording

/// Nơi nhận as a clerk names them: agencies by name, key or code, groups by name, and whoever else by what it is called.
@MainActor
struct Recipients {
  private let session: Session
  private let own: Organ.ID?
  private let ownName: String

  init(_ session: Session) throws {
    self.session = session
    own = try session.office.enrolment()?.organ
    ownName = OrganDirectory.nameKey(try session.office.profile.name)
  }

  /// In the order they were typed, members for the name of a group, each agency once.
  ///
  /// - Throws: `RecipientRefusal` for this office itself, and for a key or a code that is in no list: nobody would get the document.
  func named(_ typed: [String]) throws -> [Recipient] {
    let groups = try session.office.groups(on: session.today)
    let named = try typed.flatMap { name -> [Recipient] in
      if let group = groups.first(where: { toneKey($0.name) == toneKey(name) }) {
        // An office that is in a group of its own making does not write to itself.
        return group.members.map { Recipient(name: $0.name, organID: $0.organID, group: group.name) }
          .filter { !isOurselves($0) }
      }
      let (known, organID) = try Command.agency(session, name, on: session.today)
      let recipient = Recipient(name: known, organID: organID)
      guard !isOurselves(recipient) else { throw RecipientRefusal.ourselves(known) }
      guard try organID != nil || !isIdentifier(name) else { throw RecipientRefusal.unknown(name) }
      return [recipient]
    }
    var seen: Set<String> = []
    return named.filter { seen.insert($0.organID ?? OrganDirectory.nameKey($0.name)).inserted }
  }

  private func isOurselves(_ recipient: Recipient) -> Bool {
    own != nil && recipient.organID == own || OrganDirectory.nameKey(recipient.name) == ownName
  }

  /// Whether it can only be meant as a key (`xa-2025-01273/ubnd`) or a code (`000.00.00.H14`). A code of another province goes on
  /// over the national axis, where the hub has it.
  private func isIdentifier(_ typed: String) throws -> Bool {
    let isKey =
      typed.utf8.contains { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "-") }
      && typed.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x2D...0x39).contains($0) && $0 != 0x2E }
    guard !isKey else { return typed.utf8.contains { (0x61...0x7A).contains($0) } }
    return try typed.contains(".") && NationalAxis.isCode(typed) && !session.office.reachesNationalAxis()
  }
}

enum RecipientRefusal: Refusal, Equatable {
  case unknown(String)
  case ourselves(String)

  var words: Words {
    switch self {
    case .unknown(let typed):
      Words(
        "Không có cơ quan nào mang mã “\(typed)”; ghi tên cơ quan, hoặc xem lại mã trong gợi ý, chưa số nào được cấp.",
        "No agency has the key or code “\(typed)”; write its name, or look the key up among the suggestions; no number is given."
      )
    case .ourselves(let name):
      Words(
        "\(name) là chính cơ quan này; bỏ khỏi nơi nhận.",
        "\(name) is this office itself; leave it out of the recipients.")
    }
  }
}

/// Who of the recipients does not take part in the exchange, once the hub has said who does.
struct ByPost {
  /// `Gửi bưu điện: Công ty Bản Giốc.`
  let words: Words
  private static let named = 6

  init?(_ card: Card, _ office: Office) throws {
    guard try office.knowsParticipants() else { return nil }
    let names = zip(card.recipients, card.deliveries).filter { $1.way == .post }.map(\.0.name)
    guard !names.isEmpty else { return nil }
    let more = names.count - ByPost.named
    let list = names.prefix(ByPost.named).joined(separator: "; ")
    words = Words(
      "Gửi bưu điện: \(list)\(more > 0 ? " và \(more) nơi khác" : "").",
      "By post: \(list)\(more > 0 ? " and \(more) others" : "").")
  }
}
