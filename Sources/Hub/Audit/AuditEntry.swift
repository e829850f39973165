import Exchange
import Glibc
import Records
import Vietnamese
import Wording

/// Who acts, and from where.
public struct AuditActor: Sendable, Equatable {
  /// An account of the page, a station, or a user of the hub's own machine.
  public let who: String
  /// A network address, or `AuditActor.system`.
  public let from: String

  public init(who: String, from: String) {
    self.who = who
    self.from = from
  }

  /// The origin of commands.
  public static let system = "host"
  /// The same in lines of earlier versions, which are never changed.
  static let machineBefore = "máy chủ"

  /// The user who runs a command: the one who called `sudo`, as the environment claims, and the one the program runs
  /// as, which the kernel knows.
  public static func local(
    _ environment: (String) -> String? = { getenv($0).map { String(cString: $0) } }
  ) -> AuditActor {
    let own = getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) } ?? "uid \(getuid())"
    guard let asked = environment("SUDO_USER"), !asked.isEmpty, asked != own else {
      return AuditActor(who: own, from: system)
    }
    return AuditActor(who: "\(asked) (\(own))", from: system)
  }
}

/// An event to be logged.
public struct AuditEvent: Sendable, Equatable {
  public let actor: AuditActor
  public let what: AuditKind
  public let whom: String

  public init(_ what: AuditKind, by actor: AuditActor, on whom: String = "") {
    self.actor = actor
    self.what = what
    self.whom = whom
  }
}

extension AuditEvent {
  /// The code of a refusal: `revoked`, `wrongCode`.
  public static func kind(of refusal: any Error) -> String {
    let mirror = Mirror(reflecting: refusal)
    guard mirror.displayStyle == .enum else { return "\(type(of: refusal))" }
    return mirror.children.first?.label ?? "\(refusal)"
  }
}

/// A line of the audit log.
public struct AuditEntry: Sendable, Equatable {
  /// Consecutive, from 1 on.
  public let number: Int
  /// Milliseconds since 1970.
  public let time: Int
  public let who: String
  public let from: String
  /// The raw value of a kind, perhaps of a later version.
  public let what: String
  public let whom: String
  /// Covers this line and the hash of the one before it.
  public let hash: Hash256

  public var kind: AuditKind? { AuditKind(rawValue: what) }

  /// The origin, for people.
  public var origin: Bilingual { isLocal ? Bilingual("máy chủ", "the hub's machine") : Bilingual(from, from) }
  /// The origin, for programs: the same word for the hub's own machine, whenever the line was written.
  public var place: String { isLocal ? AuditActor.system : from }

  private var isLocal: Bool { [AuditActor.system, AuditActor.machineBefore].contains(from) }

  /// `2026-11-20T08:00:05.123+07:00`
  public var timeText: String { AuditEntry.text(of: time) }

  static func text(of time: Int) -> String {
    "\(Day(unixSeconds: time / 1_000))T\(clock(of: time)).\(padded(time % 1_000, 3))+07:00"
  }

  /// `08:00:05`, in Vietnamese time.
  public static func clock(of time: Int) -> String {
    let seconds = (time / 1_000 + 7 * 3_600) % 86_400
    return [seconds / 3_600, seconds / 60 % 60, seconds % 60].map { padded($0, 2) }.joined(separator: ":")
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }

  /// Texts are preceded by their lengths, so that no two lines have the same bytes.
  static func hash(
    after previous: Hash256, _ number: Int, _ time: Int, _ who: String, _ from: String, _ what: String, _ whom: String
  ) -> Hash256 {
    var bytes = previous.bytes
    for value in [number, time] { withUnsafeBytes(of: UInt64(bitPattern: Int64(value)).bigEndian) { bytes += $0 } }
    for text in [who, from, what, whom] {
      withUnsafeBytes(of: UInt32(text.utf8.count).bigEndian) { bytes += $0 }
      bytes += text.utf8
    }
    return Hash256(of: bytes)
  }

  func follows(_ previous: Hash256) -> Bool {
    hash == AuditEntry.hash(after: previous, number, time, who, from, what, whom)
  }

  /// Makes text that may come from anywhere fit for the log: one line, of bounded length.
  static func bounded(_ text: String, _ most: Int) -> String {
    let clean = cleaned(String(text.unicodeScalars.prefix(most * 2)))
    return clean.unicodeScalars.count <= most ? clean : String(clean.unicodeScalars.prefix(most - 1)) + "…"
  }
}
