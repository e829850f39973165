import Crypto
import Foundation
import Hub
import PageDoor
import Records
import Vietnamese
import Wording

/// Access to the hub for changes: `perform` calls its body with the hub, exclusively.
public struct HubDesk: Sendable {
  let perform: @Sendable ((Hub) throws -> Void) throws -> Void

  public init(_ perform: @escaping @Sendable ((Hub) throws -> Void) throws -> Void) { self.perform = perform }
}

/// The province's page: takes a request, returns HTML. It works in any browser that accepts cookies, without scripts.
///
/// What may be seen: nothing without an account; by a clerk, the documents, waiting items and late acknowledgements of
/// the clerk's own office; by all other roles, how all offices take part, with the numbers and symbols of documents but
/// never their subjects. The law leaves a document to its issuer and its readers (Decree 30/2020, article 21; Decision
/// 28/2018, article 10), and nothing here widens that. Everything shown or refused has its line in the audit log.
///
/// It is called from several queues: while passwords are hashed or the hub is waited for, other requests are served.
public final class ProvincePage: @unchecked Sendable {
  let reader: HubReader
  let desk: HubDesk
  let pen: AuditPen
  /// The cost of hashing a password.
  let rounds: Int
  /// A dummy hash, verified for unknown accounts so that the response time does not reveal whether an account exists.
  let nobody: PasswordHash

  private let lock = NSLock()
  // All of it is protected by `lock`.
  var sessions = Sessions()
  var throttle = Throttle()
  /// How long the last password took to hash, in microseconds.
  var lastHashing: UInt32 = 0

  public init(_ reader: HubReader, desk: HubDesk, pen: AuditPen, rounds: Int = PasswordHash.usualRounds) {
    self.reader = reader
    self.desk = desk
    self.pen = pen
    self.rounds = rounds
    nobody = .nobody(rounds: rounds)
  }

  /// Returns a page, whatever is asked. Throws only faults, and the system's refusal to read, or to log, what is shown.
  public func answer(_ visit: Visit) throws -> Reply {
    lock.lock()
    defer { lock.unlock() }
    var reply: Reply
    var who = "?"
    do { reply = try open(visit, &who) } catch let fault as PageFault {
      pen.refused(
        .pageRefused, by: AuditActor(who: who, from: visit.address), AuditEvent.kind(of: fault),
        detail: String(visit.path.unicodeScalars.prefix(60)))
      reply = page(
        visit, nil, fault.title, status: fault.status, [tag("p", [], .text(fault.words[visit.language])), home(visit)])
      if case .method(let allowed) = fault { reply.headers.append(("allow", allowed)) }
    }
    if let chosen = visit["lang"].flatMap(Language.init) {
      reply.headers.append(cookie("lang", chosen.rawValue, visit, days: 365))
    }
    return reply
  }

  /// Does not block, may be called from any thread, and does not look up the viewer.
  public func lane(of visit: Visit) -> PageLane {
    guard visit.method == "POST" else { return .looking }
    guard visit.path == Address.login.rawValue else { return .acting }
    let name = String(fold(visit.field("ten")).prefix(40))
    return device(of: name, visit) != nil || !visit.field("cho").isEmpty ? .known : .strange
  }

  /// Runs something slow without the lock, so that other requests are served.
  func unlocked<T>(_ body: () throws -> T) rethrows -> T {
    lock.unlock()
    defer { lock.lock() }
    return try body()
  }

  /// Runs an action on the hub, on behalf of an account.
  func act<T>(as name: String, _ visit: Visit, _ body: (Hub) throws -> T) throws -> T {
    try unlocked {
      var result: T?
      try desk.perform { hub in
        result = try hub.acting(AuditActor(who: name, from: visit.address)) { try body(hub) }
      }
      return result!
    }
  }

  private func open(_ visit: Visit, _ who: inout String) throws -> Reply {
    guard let address = Address(rawValue: visit.path) else { throw PageFault.none }
    guard visit.isSecure || visit.isLocal else { throw PageFault.insecure }
    let isPost = visit.method == "POST"
    switch address {
    case .login:
      guard isPost || visit.isReading else { throw PageFault.method(allowed: "GET, HEAD, POST") }
      if isPost { who = try viewer(visit)?.name ?? who }
      return isPost ? try logIn(visit) : loginPage(visit)
    case .logout:
      guard isPost else { throw PageFault.method(allowed: "POST") }
      who = try viewer(visit)?.name ?? who
      return try logOut(visit)
    case .overview, .offices, .waiting, .targets, .late, .troubles, .allowances, .documents, .codes, .revocation,
      .proposals, .audit,
      .accounts, .account:
      guard isPost || visit.isReading else { throw PageFault.method(allowed: "GET, HEAD") }
      guard let viewer = try viewer(visit) else { return redirect(to: .login) }
      who = viewer.name
      if isPost { return try take(address, visit, viewer) }
      guard Address.shown(to: viewer).contains(address) else {
        throw address == .revocation ? PageFault.method(allowed: "POST") : PageFault.forbidden
      }
      if try address != .account && lacksSecondFactor(viewer) { return redirect(to: .account) }
      return try show(address, visit, viewer)
    }
  }

  private func show(_ address: Address, _ visit: Visit, _ viewer: Viewer) throws -> Reply {
    let asked = Asked(reader: reader, visit: visit, viewer: viewer)
    let actor = AuditActor(who: viewer.name, from: visit.address)
    if address == .audit, visit["dang"] == "csv" {
      let reply = try asked.auditTable()
      try pen.write(AuditEvent(.exported, by: actor, on: "\(address.rawValue) csv"))
      return reply
    }
    let (title, parts) = try content(address, visit, asked)
    let isDocument = address == .documents && visit["so"] != nil
    try pen.note(
      AuditEvent(
        isDocument ? .documentSeen : .pageSeen, by: actor,
        on: asked.described(address) + (isDocument ? " \(title.vietnamese)" : "")))
    return page(visit, viewer, title, current: address, parts)
  }

  private func content(_ address: Address, _ visit: Visit, _ asked: Asked) throws -> (Words, [HTML]) {
    switch address {
    case .overview: try asked.viewer.organ.map { try asked.office($0) } ?? asked.overview()
    case .offices: try visit["khoa"].map { try asked.office($0) } ?? asked.offices()
    case .waiting: try asked.waiting()
    case .targets: try asked.targets()
    case .late: try asked.late()
    case .troubles: try asked.troubles()
    case .allowances: try asked.allowances()
    case .documents: try visit.number("so").map { try asked.document($0) } ?? asked.documents()
    case .codes: try asked.codes()
    case .proposals: try asked.proposals()
    case .audit: try asked.audit()
    case .accounts: try asked.accounts()
    case .account: try asked.account()
    case .login, .logout, .revocation: throw PageFault.none
    }
  }

  /// Handles a form of a viewer who is logged in.
  private func take(_ address: Address, _ visit: Visit, _ viewer: Viewer) throws -> Reply {
    // A page that the viewer may see but that takes no form answers 405, any other 403.
    guard Address.taken(from: viewer).contains(address) else {
      let isOfForms = [Address.codes, .revocation, .proposals, .account].contains(address)
      throw isOfForms || !Address.shown(to: viewer).contains(address)
        ? PageFault.forbidden : PageFault.method(allowed: "GET, HEAD")
    }
    guard Sessions.areSame(visit.field("dau"), viewer.formToken) else { throw PageFault.form }
    if try address != .account && lacksSecondFactor(viewer) { return redirect(to: .account) }
    do {
      switch address {
      case .codes: return try takeCodes(visit, viewer)
      case .revocation: return try takeRevocation(visit, viewer)
      case .proposals: return try takeProposal(visit, viewer)
      case .account: return try takeAccount(visit, viewer)
      case .login, .logout, .overview, .offices, .waiting, .targets, .late, .troubles, .allowances, .documents, .audit,
        .accounts:
        throw PageFault.none
      }
    } catch let refusal as any Refusal where !(refusal is HubStorageRefusal) {
      pen.refused(
        .pageRefused, by: AuditActor(who: viewer.name, from: visit.address), AuditEvent.kind(of: refusal),
        detail: address.rawValue)
      let back = Address.shown(to: viewer).contains(address) ? address : .offices
      return page(
        visit, viewer, address.title, status: 422, current: back,
        [
          tag("p", [.init("class", "note"), .init("role", "alert")], .text(refusal.words[visit.language])),
          tag("p", [], tag("a", [.init("href", back.rawValue)], .text(back.title[visit.language]))),
        ])
    }
  }

  /// Whether the account must set up a second factor before it can do anything else.
  func lacksSecondFactor(_ viewer: Viewer) throws -> Bool {
    guard viewer.role == .administrator, !viewer.hasSecondFactor else { return false }
    return try reader.rule(.secondFactor)
  }

  func viewer(_ visit: Visit) throws -> Viewer? {
    guard let token = visit.cookies[sessionCookie(visit)] else { return nil }
    return try sessions.viewer(token, now: reader.machine.now()) { try reader.account($0) }
  }

  // MARK: cookies

  /// The `__Host-` prefix, over TLS: browsers accept the cookie from this very host only, and over TLS only.
  func sessionCookie(_ visit: Visit) -> String { visit.isSecure ? "__Host-vanthu" : "vanthu" }
  func formCookie(_ visit: Visit) -> String { visit.isSecure ? "__Host-vanthu-dau" : "vanthu-dau" }

  /// - Parameter days: the lifetime; a session cookie if `nil`.
  func cookie(
    _ name: String, _ value: String, _ visit: Visit, days: Int? = nil
  ) -> (name: String, value: String) {
    var text = "\(name)=\(value); Path=/; HttpOnly; SameSite=Strict"
    if let days { text += "; Max-Age=\(days * 86_400)" }
    if visit.isSecure { text += "; Secure" }
    return ("set-cookie", text)
  }
}

extension Visit {
  var isReading: Bool { method == "GET" || method == "HEAD" }
}
