import Crypto
import FoundationEssentials
import Hub
import Records

/// Somebody who is logged in.
struct Viewer: Sendable {
  let name: String
  /// The office whose documents may be seen; none for who looks at the whole province.
  let organ: Organ.ID?
  let role: Role
  /// Whether a code is asked for beside the password.
  let hasSecondFactor: Bool
  /// What a form of this session carries, so that no other site's form is taken for it.
  let formToken: String
}

/// Who is logged in, in memory only: when the hub starts anew everybody logs in again.
///
/// A session ends after half an hour without a visit, after twelve hours, and when its account is removed or given another password, role,
/// office or second factor.
struct Sessions {
  static let idle = 30 * 60_000
  static let longest = 12 * 3_600_000
  /// Of all, and of one account: the oldest make room.
  static let most = 2_000
  static let mostOfAccount = 20

  private struct Session {
    var viewer: Viewer
    var password: PasswordHash
    var secret: TimeCode?
    var began: Int
    var seen: Int
    /// A secret that was shown and is not proved yet.
    var offered: TimeCode?
  }

  /// Who has given the password and not the code.
  struct Pending {
    let known: Credentials
    let password: PasswordHash?
    let until: Int
    var tries = 0
  }

  static let pendingFor = 5 * 60_000
  static let pendingTries = 5

  /// By the hash of the token: the token itself is in the browser only.
  private var sessions: [String: Session] = [:]
  private var pending: [String: Pending] = [:]

  /// Gives the token: 256 bits of chance.
  mutating func begin(_ known: Credentials, machine: Machine) -> String {
    let (account, now) = (known.account, machine.now())
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
      viewer: Viewer(
        name: account.name, organ: account.organ, role: account.role, hasSecondFactor: account.hasSecondFactor,
        formToken: Sessions.token(machine)), password: known.password, secret: known.secret, began: now, seen: now)
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
    _ token: String, now: Int, _ account: (String) throws -> Credentials?
  )
    rethrows -> Viewer?
  {
    let key = Sessions.key(token)
    guard var session = sessions[key] else { return nil }
    guard Sessions.isAlive(session, now), let known = try account(session.viewer.name),
      known.password == session.password, known.account.organ == session.viewer.organ,
      known.account.role == session.viewer.role, known.secret == session.secret
    else {
      sessions[key] = nil
      return nil
    }
    session.seen = now
    sessions[key] = session
    return session.viewer
  }

  mutating func end(_ token: String) { sessions[Sessions.key(token)] = nil }

  // MARK: between password and code

  /// Gives a token, good for five minutes and five tries.
  mutating func await(_ known: Credentials, rehashed: PasswordHash?, machine: Machine) -> String {
    let now = machine.now()
    pending = pending.filter { now < $0.value.until }
    // An account makes room among its own before it takes any from others.
    makeRoomForPending(atMost: Sessions.mostOfAccount) { $0.known.account.name == known.account.name }
    makeRoomForPending(atMost: Sessions.most) { _ in true }
    let token = Sessions.token(machine)
    pending[Sessions.key(token)] = Pending(known: known, password: rehashed, until: now + Sessions.pendingFor)
    return token
  }

  private mutating func makeRoomForPending(atMost most: Int, _ isMeant: (Pending) -> Bool) {
    let meant = pending.filter { isMeant($0.value) }
    guard meant.count >= most else { return }
    for old in meant.sorted(by: { $0.value.until < $1.value.until }).prefix(meant.count - most + 1) {
      pending[old.key] = nil
    }
  }

  /// Who waits under the token; every time it is asked for is a try.
  mutating func pending(_ token: String, now: Int) -> Pending? {
    let key = Sessions.key(token)
    guard var known = pending[key], now < known.until, known.tries < Sessions.pendingTries else { return nil }
    known.tries += 1
    pending[key] = known
    return known
  }

  mutating func endPending(_ token: String) { pending[Sessions.key(token)] = nil }

  // MARK: the second factor

  mutating func offer(_ code: TimeCode, to token: String) { sessions[Sessions.key(token)]?.offered = code }
  func offered(to token: String) -> TimeCode? { sessions[Sessions.key(token)]?.offered }

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
