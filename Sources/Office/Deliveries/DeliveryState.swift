import Records
import Wording

/// The state of a document at one of its recipients.
public struct DeliveryState: Equatable, Sendable {
  /// The last state that the recipient reported; `nil` before its first report.
  public var status: DeliveryStatus?
  public var day: Day?
  /// When it was reported, by the clock of the recipient, in milliseconds since 1970.
  public var statusTime: Int64?
  /// The reason of a refusal, the arrival number …
  public var note: String?
  public var way: Channel
  /// Where the document is; `nil` for a recipient that is served by post.
  public var place: Place?
  /// Since when it has been there, in milliseconds since 1970; `nil` if that is not known.
  public var since: Int64?
  /// The name under which it was addressed, as it reports.
  public var recipient: String
  /// The agency that the recipient is now, if it is known.
  public var organ: Organ.ID?
  /// How far the request to give the document back has come, if there is one and it is not at the hub.
  public var recall: EntryPlace.Kind?
  /// The place of the recipient, in the same list, that is this one too: an agency and one that was merged into it have
  /// one mailbox. Only that recipient is shown and watched.
  public var sameAs: Int?
  /// The agencies whose place it has taken, as they were addressed; with their district if they had its name.
  public var predecessors: [String] = []
  /// Its present name, if it was addressed by those of its predecessors alone.
  public var presentName: String?

  public enum Channel: String, Sendable {
    /// Takes part in the exchange.
    case hub
    /// Has to be sent by post, or exported.
    case post
  }

  /// Where a document is on its way to a recipient.
  public enum Place: Equatable, Sendable {
    case here
    /// On a USB stick or, if `inLetter`, in an e-mail.
    case carrier(inLetter: Bool)
    case hub
    /// With the hub's reason.
    case held(Bilingual)
    /// Recalled, or its number voided, before it was delivered; to nobody at all, if `everywhere`.
    case keptBack(everywhere: Bool)
    case arrived

    public var name: DeliveryPlace {
      switch self {
      case .here: .here
      case .carrier: .carrier
      case .hub: .hub
      case .held: .held
      case .keptBack: .keptBack
      case .arrived: .arrived
      }
    }

    init(_ kind: EntryPlace.Kind) {
      self =
        switch kind {
        case .here: .here
        case .folder: .carrier(inLetter: false)
        case .mail: .carrier(inLetter: true)
        case .hub: .hub
        }
    }

    public static func keptBackWords(_ everywhere: Bool) -> Bilingual {
      everywhere
        ? Bilingual("thu hồi kịp, chưa nơi nào nhận", "kept back, nobody has received it")
        : DeliveryPlace.keptBack.words
    }

    /// The place as the table `delivery` stores it.
    var stored: String {
      switch self {
      case .carrier(let inLetter): inLetter ? "mail" : "folder"
      case .here, .hub, .held, .keptBack, .arrived: name.rawValue
      }
    }
  }

  /// Why it is where it is: the hub's reason, or that of the recipient.
  public var why: String? {
    switch place {
    case .held(let words): return words.vietnamese
    case .keptBack(let everywhere): return Place.keptBackWords(everywhere).vietnamese
    case .here, .carrier, .hub, .arrived, nil: break
    }
    return switch status {
    case .refused, .disagreed: note
    case .arrived, .accepted, .assigned, .inProgress, .completed, .recalled, .agreed, nil: nil
    }
  }
}
