import Crypto
import Foundation
import Hub
import PageDoor
import Records
import Vietnamese
import Wording

/// How the page has the hub do something: `perform` calls its body with the hub, where nobody else has it meanwhile.
public struct HubDesk: Sendable {
  let perform: @Sendable ((Hub) throws -> Void) throws -> Void

  public init(_ perform: @escaping @Sendable ((Hub) throws -> Void) throws -> Void) { self.perform = perform }
}

/// The page of the province: what is asked in, HTML out. It works in any browser, without a script, with cookies.
///
/// What may be seen: nothing without an account; by a clerk, her office's documents, waits and late acknowledgements; by all others
/// how all offices take part, by numbers and symbols of documents and never by what they are about. The law leaves a
/// document to its issuer and its readers (Decree 30/2020, article 21; Decision 28/2018, article 10), and nothing here widens that.
/// Whatever is shown or refused has its line in the audit log.
///
/// From several queues: passwords are worked on, and the hub is waited for, while others are shown their pages.
public final class ProvincePage: @unchecked Sendable {
  let reader: HubReader
  let desk: HubDesk
  let pen: AuditPen
  /// What a password costs.
  let rounds: Int
  /// What it costs to find out that an account is not known: as much as one that is.
  let nobody: PasswordHash

  private let lock = NSLock()
  // All of it under the lock.
  var sessions = Sessions()
  var throttle = Throttle()
  /// How long a password took last, in microseconds.
  var lastHashing: UInt32 = 0

  public init(_ reader: HubReader, desk: HubDesk, pen: AuditPen, rounds: Int = PasswordHash.usualRounds) {
    self.reader = reader
    self.desk = desk
    self.pen = pen
    self.rounds = rounds
    nobody = .nobody(rounds: rounds)
  }

  /// Always a page; what is thrown is a fault, or the machine's refusal to read or to write down what is shown.
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

  /// At once, and from any thread: who the visitor is is not looked up.
  public func lane(of visit: Visit) -> PageLane {
    guard visit.method == "POST" else { return .looking }
    guard visit.path == Address.login.rawValue else { return .acting }
    let name = String(fold(visit.field("ten")).prefix(40))
    return device(of: name, visit) != nil || !visit.field("cho").isEmpty ? .known : .strange
  }

  /// What takes its time, while others are served.
  func unlocked<T>(_ body: () throws -> T) rethrows -> T {
    lock.unlock()
    defer { lock.lock() }
    return try body()
  }

  /// Has the hub do something, on behalf of an account.
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

  /// A form of somebody who is logged in.
  private func take(_ address: Address, _ visit: Visit, _ viewer: Viewer) throws -> Reply {
    // An address that shows itself and takes no form says so, to whom it shows itself.
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

  /// Whether nothing is for this account until it has a second factor.
  func lacksSecondFactor(_ viewer: Viewer) throws -> Bool {
    guard viewer.role == .administrator, !viewer.hasSecondFactor else { return false }
    return try reader.rule(.secondFactor)
  }

  func viewer(_ visit: Visit) throws -> Viewer? {
    guard let token = visit.cookies[sessionCookie(visit)] else { return nil }
    return try sessions.viewer(token, now: reader.machine.now()) { try reader.account($0) }
  }

  // MARK: cookies

  /// With TLS under a name that browsers take from this very host only, and over TLS only.
  func sessionCookie(_ visit: Visit) -> String { visit.isSecure ? "__Host-vanthu" : "vanthu" }
  func formCookie(_ visit: Visit) -> String { visit.isSecure ? "__Host-vanthu-dau" : "vanthu-dau" }

  /// - Parameter days: until the browser is closed when there are none.
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
