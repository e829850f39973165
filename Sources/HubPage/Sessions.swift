import Crypto
import FoundationEssentials
import Hub
import Records

/// A user who is logged in.
struct Viewer: Sendable {
  let name: String
  /// The office whose documents may be seen; `nil` for viewers of the whole province.
  let organ: Organ.ID?
  let role: Role
  /// Whether logging in takes a code besides the password.
  let hasSecondFactor: Bool
  /// The CSRF token of this session's forms.
  let formToken: String
}

/// The sessions, in memory only: after a restart everybody logs in again.
///
/// A session ends after half an hour without a request, after twelve hours, and when its account is removed or its
/// password, role, office or second factor changes.
struct Sessions {
  static let idle = 30 * 60_000
  static let longest = 12 * 3_600_000
  /// The maximum number of sessions, in all and of one account: the oldest are ended.
  static let most = 2_000
  static let mostOfAccount = 20

  private struct Session {
    var viewer: Viewer
    var password: PasswordHash
    var secret: TimeCode?
    var began: Int
    var seen: Int
    /// A secret that was shown and is not confirmed yet.
    var offered: TimeCode?
  }

  /// A login whose password was right and whose code is still missing.
  struct Pending {
    let known: Credentials
    let password: PasswordHash?
    let until: Int
    var tries = 0
  }

  static let pendingFor = 5 * 60_000
  static let pendingTries = 5

  /// By the hash of the token: only the browser has the token itself.
  private var sessions: [String: Session] = [:]
  private var pending: [String: Pending] = [:]

  /// Begins a session. Returns its token: 256 random bits.
  mutating func begin(_ known: Credentials, system: System) -> String {
    let (account, now) = (known.account, system.now())
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
    let token = Sessions.token(system)
    sessions[Sessions.key(token)] = Session(
      viewer: Viewer(
        name: account.name, organ: account.organ, role: account.role, hasSecondFactor: account.hasSecondFactor,
        formToken: Sessions.token(system)), password: known.password, secret: known.secret, began: now, seen: now)
    return token
  }

  private mutating func makeRoom(_ isMeant: (Session) -> Bool, atMost most: () -> Int) {
    let meant = sessions.filter { isMeant($0.value) }
    guard meant.count >= most() else { return }
    for old in meant.sorted(by: { $0.value.seen < $1.value.seen }).prefix(meant.count - most() + 1) {
      sessions[old.key] = nil
    }
  }

  /// The viewer of a session; `nil` when it or its account has ended.
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

  /// Begins to wait for the code. Returns a token, good for five minutes and five tries.
  mutating func await(_ known: Credentials, rehashed: PasswordHash?, system: System) -> String {
    let now = system.now()
    pending = pending.filter { now < $0.value.until }
    // An account displaces its own before those of others.
    makeRoomForPending(atMost: Sessions.mostOfAccount) { $0.known.account.name == known.account.name }
    makeRoomForPending(atMost: Sessions.most) { _ in true }
    let token = Sessions.token(system)
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

  /// The login that waits under the token; every call counts as a try.
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
    // A clock that was set back makes no session older.
    now - session.seen < idle && now - session.began < longest
  }

  /// 64 hexadecimal digits.
  static func token(_ system: System) -> String {
    (0..<4).map { _ in
      let digits = String(system.random(), radix: 16)
      return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }.joined()
  }

  private static func key(_ token: String) -> String {
    Data(SHA256.hash(data: Data(token.utf8))).base64EncodedString()
  }

  /// Whether two secrets are equal, compared in constant time.
  static func areSame(_ a: String, _ b: String) -> Bool {
    let (a, b) = (Array(a.utf8), Array(b.utf8))
    guard a.count == b.count, !a.isEmpty else { return false }
    var difference: UInt8 = 0
    for (x, y) in zip(a, b) { difference |= x ^ y }
    return difference == 0
  }
}
