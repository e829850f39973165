import Crypto
import FoundationEssentials
import Hub
import Records

/// Somebody who is logged in.
struct Viewer: Sendable {
  let name: String
  /// The office whose documents may be seen; none for who keeps the hub.
  let organ: Organ.ID?
  /// What a form of this session carries, so that no other site's form is taken for it.
  let formToken: String
}

/// Who is logged in, in memory only: when the hub starts anew everybody logs in again.
///
/// A session ends after half an hour without a visit, after twelve hours, when its account is removed, and when its password changes.
struct Sessions {
  static let idle = 30 * 60_000
  static let longest = 12 * 3_600_000
  /// Of all, and of one account: the oldest make room.
  static let most = 2_000
  static let mostOfAccount = 20

  private struct Session {
    var viewer: Viewer
    var password: PasswordHash
    var began: Int
    var seen: Int
  }

  /// By the hash of the token: the token itself is in the browser only.
  private var sessions: [String: Session] = [:]

  /// Gives the token: 256 bits of chance.
  mutating func begin(_ account: Account, _ password: PasswordHash, machine: Machine) -> String {
    let now = machine.now()
    sessions = sessions.filter { Sessions.isAlive($0.value, now) }
    makeRoom {
      $0.viewer.name == account.name
    } atMost: {
      Sessions.mostOfAccount
    }
    makeRoom { _ in
      true
    } atMost: {
      Sessions.most
    }
    let token = Sessions.token(machine)
    sessions[Sessions.key(token)] = Session(
      viewer: Viewer(name: account.name, organ: account.organ, formToken: Sessions.token(machine)), password: password,
      began: now, seen: now)
    return token
  }

  private mutating func makeRoom(_ isMeant: (Session) -> Bool, atMost most: () -> Int) {
    let meant = sessions.filter { isMeant($0.value) }
    guard meant.count >= most() else { return }
    for old in meant.sorted(by: { $0.value.seen < $1.value.seen }).prefix(meant.count - most() + 1) {
      sessions[old.key] = nil
    }
  }

  /// Who visits; nobody, when the session or its account is over.
  mutating func viewer(
    _ token: String, now: Int, _ account: (String) throws -> (account: Account, password: PasswordHash)?
  )
    rethrows -> Viewer?
  {
    let key = Sessions.key(token)
    guard var session = sessions[key] else { return nil }
    guard Sessions.isAlive(session, now), let known = try account(session.viewer.name),
      known.password == session.password, known.account.organ == session.viewer.organ
    else {
      sessions[key] = nil
      return nil
    }
    session.seen = now
    sessions[key] = session
    return session.viewer
  }

  mutating func end(_ token: String) { sessions[Sessions.key(token)] = nil }

  private static func isAlive(_ session: Session, _ now: Int) -> Bool {
    // A clock that was set back makes nothing older.
    now - session.seen < idle && now - session.began < longest
  }

  /// 64 hexadecimal digits.
  static func token(_ machine: Machine) -> String {
    (0..<4).map { _ in
      let digits = String(machine.random(), radix: 16)
      return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }.joined()
  }

  private static func key(_ token: String) -> String {
    Data(SHA256.hash(data: Data(token.utf8))).base64EncodedString()
  }

  /// Whether two secrets are the same, in a time that tells nothing of where they differ.
  static func areSame(_ a: String, _ b: String) -> Bool {
    let (a, b) = (Array(a.utf8), Array(b.utf8))
    guard a.count == b.count, !a.isEmpty else { return false }
    var difference: UInt8 = 0
    for (x, y) in zip(a, b) { difference |= x ^ y }
    return difference == 0
  }
}
