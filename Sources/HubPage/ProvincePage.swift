import Crypto
import Foundation
import Hub
import PageRequests
import Records
import Vietnamese
import Wording

/// Access to the hub for changes: `perform` calls its body with the hub, exclusively.
public struct HubWriter: Sendable {
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
  let writer: HubWriter
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

  public init(_ reader: HubReader, writer: HubWriter, pen: AuditPen, rounds: Int = PasswordHash.usualRounds) {
    self.reader = reader
    self.writer = writer
    self.pen = pen
    self.rounds = rounds
    nobody = .nobody(rounds: rounds)
  }

  /// Returns a page, whatever is asked. Throws only faults, and the system's refusal to read, or to log, what is shown.
  public func answer(_ request: PageRequest) throws -> PageResponse {
    lock.lock()
    defer { lock.unlock() }
    var response: PageResponse
    var who = "?"
    do { response = try open(request, &who) } catch let fault as PageFault {
      pen.refused(
        .pageRefused, by: AuditActor(who: who, from: request.address), AuditEvent.kind(of: fault),
        detail: String(request.path.unicodeScalars.prefix(60)))
      response = page(
        request, nil, fault.title, status: fault.status,
        [tag("p", [], .text(fault.words[request.language])), home(request)])
      if case .method(let allowed) = fault { response.headers.append(("allow", allowed)) }
    }
    if let chosen = request["lang"].flatMap(Language.init) {
      response.headers.append(cookie("lang", chosen.rawValue, request, days: 365))
    }
    return response
  }

  /// Does not block, may be called from any thread, and does not look up the viewer.
  public func lane(of request: PageRequest) -> PageLane {
    guard request.method == "POST" else { return .looking }
    guard request.path == PageRoute.login.rawValue else { return .acting }
    let name = String(fold(request.field("ten")).prefix(40))
    return device(of: name, request) != nil || !request.field("cho").isEmpty ? .known : .strange
  }

  /// Runs something slow without the lock, so that other requests are served.
  func unlocked<T>(_ body: () throws -> T) rethrows -> T {
    lock.unlock()
    defer { lock.lock() }
    return try body()
  }

  /// Runs an action on the hub, on behalf of an account.
  func act<T>(as name: String, _ request: PageRequest, _ body: (Hub) throws -> T) throws -> T {
    try unlocked {
      var result: T?
      try writer.perform { hub in
        result = try hub.acting(AuditActor(who: name, from: request.address)) { try body(hub) }
      }
      return result!
    }
  }

  private func open(_ request: PageRequest, _ who: inout String) throws -> PageResponse {
    guard let address = PageRoute(rawValue: request.path) else { throw PageFault.none }
    guard request.isSecure || request.isLocal else { throw PageFault.insecure }
    let isPost = request.method == "POST"
    switch address {
    case .login:
      guard isPost || request.isReading else { throw PageFault.method(allowed: "GET, HEAD, POST") }
      if isPost { who = try viewer(request)?.name ?? who }
      return isPost ? try logIn(request) : loginPage(request)
    case .logout:
      guard isPost else { throw PageFault.method(allowed: "POST") }
      who = try viewer(request)?.name ?? who
      return try logOut(request)
    case .overview, .offices, .waiting, .targets, .late, .troubles, .allowances, .documents, .codes, .revocation,
      .proposals, .audit,
      .accounts, .account:
      guard isPost || request.isReading else { throw PageFault.method(allowed: "GET, HEAD") }
      guard let viewer = try viewer(request) else { return redirect(to: .login) }
      who = viewer.name
      if isPost { return try handle(address, request, viewer) }
      guard PageRoute.shown(to: viewer).contains(address) else {
        throw address == .revocation ? PageFault.method(allowed: "POST") : PageFault.forbidden
      }
      if try address != .account && lacksSecondFactor(viewer) { return redirect(to: .account) }
      return try show(address, request, viewer)
    }
  }

  private func show(_ address: PageRoute, _ request: PageRequest, _ viewer: Viewer) throws -> PageResponse {
    let context = PageContext(reader: reader, request: request, viewer: viewer)
    let actor = AuditActor(who: viewer.name, from: request.address)
    if address == .audit, request["dang"] == "csv" {
      let response = try context.auditTable()
      try pen.write(AuditEvent(.exported, by: actor, on: "\(address.rawValue) csv"))
      return response
    }
    let (title, parts) = try content(address, request, context)
    let isDocument = address == .documents && request["so"] != nil
    try pen.note(
      AuditEvent(
        isDocument ? .documentSeen : .pageSeen, by: actor,
        on: context.described(address) + (isDocument ? " \(title.vietnamese)" : "")))
    return page(request, viewer, title, current: address, parts)
  }

  private func content(
    _ address: PageRoute, _ request: PageRequest, _ context: PageContext
  ) throws -> (Bilingual, [HTML]) {
    switch address {
    case .overview: try context.viewer.organ.map { try context.office($0) } ?? context.overview()
    case .offices: try request["khoa"].map { try context.office($0) } ?? context.offices()
    case .waiting: try context.waiting()
    case .targets: try context.targets()
    case .late: try context.late()
    case .troubles: try context.troubles()
    case .allowances: try context.allowances()
    case .documents: try request.number("so").map { try context.document($0) } ?? context.documents()
    case .codes: try context.codes()
    case .proposals: try context.proposals()
    case .audit: try context.audit()
    case .accounts: try context.accounts()
    case .account: try context.account()
    case .login, .logout, .revocation: throw PageFault.none
    }
  }

  /// Handles a form of a viewer who is logged in.
  private func handle(_ address: PageRoute, _ request: PageRequest, _ viewer: Viewer) throws -> PageResponse {
    // A page that the viewer may see but that takes no form answers 405, any other 403.
    guard PageRoute.accepted(from: viewer).contains(address) else {
      let isOfForms = [PageRoute.codes, .revocation, .proposals, .account].contains(address)
      throw isOfForms || !PageRoute.shown(to: viewer).contains(address)
        ? PageFault.forbidden : PageFault.method(allowed: "GET, HEAD")
    }
    guard Sessions.areSame(request.field("dau"), viewer.formToken) else { throw PageFault.form }
    if try address != .account && lacksSecondFactor(viewer) { return redirect(to: .account) }
    do {
      switch address {
      case .codes: return try handleCodes(request, viewer)
      case .revocation: return try handleRevocation(request, viewer)
      case .proposals: return try handleProposal(request, viewer)
      case .account: return try handleAccount(request, viewer)
      case .login, .logout, .overview, .offices, .waiting, .targets, .late, .troubles, .allowances, .documents, .audit,
        .accounts:
        throw PageFault.none
      }
    } catch let refusal as any Refusal where !(refusal is HubStorageRefusal) {
      pen.refused(
        .pageRefused, by: AuditActor(who: viewer.name, from: request.address), AuditEvent.kind(of: refusal),
        detail: address.rawValue)
      let back = PageRoute.shown(to: viewer).contains(address) ? address : .offices
      return page(
        request, viewer, address.title, status: 422, current: back,
        [
          tag("p", [.init("class", "note"), .init("role", "alert")], .text(refusal.words[request.language])),
          tag("p", [], tag("a", [.init("href", back.rawValue)], .text(back.title[request.language]))),
        ])
    }
  }

  /// Whether the account must set up a second factor before it can do anything else.
  func lacksSecondFactor(_ viewer: Viewer) throws -> Bool {
    guard viewer.role == .administrator, !viewer.hasSecondFactor else { return false }
    return try reader.rule(.secondFactor)
  }

  func viewer(_ request: PageRequest) throws -> Viewer? {
    guard let token = request.cookies[sessionCookie(request)] else { return nil }
    return try sessions.viewer(token, now: reader.system.now()) { try reader.account($0) }
  }

  // MARK: cookies

  /// The `__Host-` prefix, over TLS: browsers accept the cookie from this very host only, and over TLS only.
  func sessionCookie(_ request: PageRequest) -> String { request.isSecure ? "__Host-vanthu" : "vanthu" }
  func formCookie(_ request: PageRequest) -> String { request.isSecure ? "__Host-vanthu-dau" : "vanthu-dau" }

  /// - Parameter days: the lifetime; a session cookie if `nil`.
  func cookie(
    _ name: String, _ value: String, _ request: PageRequest, days: Int? = nil
  ) -> (name: String, value: String) {
    var text = "\(name)=\(value); Path=/; HttpOnly; SameSite=Strict"
    if let days { text += "; Max-Age=\(days * 86_400)" }
    if request.isSecure { text += "; Secure" }
    return ("set-cookie", text)
  }
}

extension PageRequest {
  var isReading: Bool { method == "GET" || method == "HEAD" }
}
