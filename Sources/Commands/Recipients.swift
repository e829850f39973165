import Office
import Records
import Vietnamese
import Wording

/// Nơi nhận as a clerk names them: agencies by name, key or code, groups by name, and any other recipient by its name.
@MainActor
package struct Recipients {
  private let session: Session
  private let own: Organ.ID?
  private let ownName: String

  package init(_ session: Session) throws {
    self.session = session
    own = try session.office.enrolment()?.organ
    ownName = OrganDirectory.nameKey(try session.office.profile.name)
  }

  /// Returns the recipients in the order they were typed, a group replaced by its members, each agency once. Several
  /// may stand together, with semicolons between them, as the forms show them.
  ///
  /// An unknown recipient is kept as it was typed. If it is a key that the hub has listed meanwhile, it reaches its
  /// office; all others go by post.
  ///
  /// - Throws: `RecipientRefusal` for this office itself.
  package func named(_ typed: [String]) throws -> [Recipient] {
    let groups = try session.office.groups(on: session.today)
    let names = typed.flatMap { $0.split(separator: ";") }.map { cleaned(String($0)) }.filter { !$0.isEmpty }
    let named = try names.flatMap { name -> [Recipient] in
      if let group = groups.first(where: { toneKey($0.name) == toneKey(name) }) {
        // An office that is a member of its own group does not write to itself.
        return group.members.map { Recipient(name: $0.name, organID: $0.organID, group: group.name) }
          .filter { !isOurselves($0) }
      }
      let (known, organID) = try Command.agency(session, name, on: session.today)
      let recipient = Recipient(name: known, organID: organID)
      guard !isOurselves(recipient) else { throw RecipientRefusal.ourselves(known) }
      return [recipient]
    }
    var seen: Set<String> = []
    return named.filter { seen.insert($0.organID ?? OrganDirectory.nameKey($0.name)).inserted }
  }

  private func isOurselves(_ recipient: Recipient) -> Bool {
    own != nil && recipient.organID == own || OrganDirectory.nameKey(recipient.name) == ownName
  }
}

package enum RecipientRefusal: Refusal, Equatable {
  case ourselves(String)

  package var words: Bilingual {
    switch self {
    case .ourselves(let name):
      Bilingual(
        "\(name) là chính cơ quan này; bỏ khỏi nơi nhận.",
        "\(name) is this office itself; leave it out of the recipients.")
    }
  }
}

/// The recipients that do not take part in the exchange, once the hub has reported who does.
package struct ByPost {
  /// `Gửi bưu điện: Công ty Bản Giốc.`
  package let words: Bilingual
  private static let named = 6

  package init?(_ card: Card, _ office: Office) throws {
    guard try office.knowsParticipants() else { return nil }
    let names = zip(card.recipients, card.deliveries).filter { $1.way == .post }.map(\.0.name)
    guard !names.isEmpty else { return nil }
    let more = names.count - ByPost.named
    let list = names.prefix(ByPost.named).joined(separator: "; ")
    words = Bilingual(
      "Gửi bưu điện: \(list)\(more > 0 ? " và \(more) nơi khác" : "").",
      "By post: \(list)\(more > 0 ? " and \(more) others" : "").")
  }
}
