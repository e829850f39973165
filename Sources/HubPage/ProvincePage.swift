import Hub
import Records
import Vietnamese
import Wording

/// The page of the province: what is asked in, HTML out. It works in any browser, without a script, with cookies.
///
/// What may be seen: nothing without an account; with one of an office, that office's documents, waits and late acknowledgements; with
/// one of the hub, how all offices take part, by numbers and symbols of documents and never by what they are about. The law leaves a
/// document to its issuer and its readers (Decree 30/2020, article 21; Decision 28/2018, article 10), and nothing here widens that.
///
/// For one caller at a time.
public final class ProvincePage {
  let reader: HubReader
  private var sessions = Sessions()
  private var throttle = Throttle()

  /// What it costs to find out that an account is not known: as much as one that is.
  private let nobody: PasswordHash

  public init(_ reader: HubReader, rounds: Int = PasswordHash.usualRounds) {
    self.reader = reader
    nobody = .nobody(rounds: rounds)
  }

  /// Always a page; what is thrown is a fault, or the machine's refusal to read.
  public func answer(_ visit: Visit) throws -> Reply {
    var reply: Reply
    do { reply = try open(visit) } catch let fault as PageFault {
      reply = page(
        visit, nil, fault.title, status: fault.status, [tag("p", [], .text(fault.words[visit.language])), home(visit)])
      if case .method(let allowed) = fault { reply.headers.append(("allow", allowed)) }
    }
    if let chosen = visit["lang"].flatMap(Language.init) {
      reply.headers.append(cookie("lang", chosen.rawValue, visit, days: 365))
    }
    return reply
  }

  private func open(_ visit: Visit) throws -> Reply {
    guard let address = Address(rawValue: visit.path) else { throw PageFault.none }
    guard visit.isSecure || visit.isLocal else { throw PageFault.insecure }
    let isPost = visit.method == "POST"
    switch address {
    case .login:
      guard isPost || visit.isReading else { throw PageFault.method(allowed: "GET, HEAD, POST") }
      return isPost ? try logIn(visit) : loginPage(visit)
    case .logout:
      guard isPost else { throw PageFault.method(allowed: "POST") }
      return try logOut(visit)
    case .overview, .offices, .waiting, .targets, .late, .troubles, .documents:
      guard visit.isReading else { throw PageFault.method(allowed: "GET, HEAD") }
      guard let viewer = try viewer(visit) else { return redirect(to: .login) }
      guard Address.shown(to: viewer).contains(address) else { throw PageFault.forbidden }
      let (title, parts) = try content(address, visit, viewer)
      return page(visit, viewer, title, current: address, parts)
    }
  }

  private func content(_ address: Address, _ visit: Visit, _ viewer: Viewer) throws -> (Words, [HTML]) {
    let asked = Asked(reader: reader, visit: visit, viewer: viewer)
    return switch address {
    case .overview: try viewer.organ.map { try asked.office($0) } ?? asked.overview()
    case .offices: try visit["khoa"].map { try asked.office($0) } ?? asked.offices()
    case .waiting: try asked.waiting()
    case .targets: try asked.targets()
    case .late: try asked.late()
    case .troubles: try asked.troubles()
    case .documents: try visit.number("so").map { try asked.document($0) } ?? asked.documents()
    case .login, .logout: throw PageFault.none
    }
  }

  // MARK: in and out

  private func viewer(_ visit: Visit) throws -> Viewer? {
    guard let token = visit.cookies[sessionCookie(visit)] else { return nil }
    return try sessions.viewer(token, now: reader.machine.now()) { try reader.account($0) }
  }

  /// A form of another site cannot name what this browser was given: the field must be what the cookie is.
  private func loginPage(_ visit: Visit, status: Int = 200, _ trouble: Words? = nil) -> Reply {
    let language = visit.language
    let known = visit.cookies[formCookie(visit)].flatMap { $0.utf8.count == 64 ? $0 : nil }
    let token = known ?? Sessions.token(reader.machine)
    var parts: [HTML] = []
    if let trouble {
      parts.append(tag("p", [.init("class", "note"), .init("role", "alert")], .text(trouble[language])))
    }
    parts.append(
      tag(
        "form", [.init("method", "post"), .init("action", Address.login.rawValue)],
        tag("input", [.init("type", "hidden"), .init("name", "dau"), .init("value", token)]),
        tag(
          "p", [], tag("label", [.init("for", "ten")], .text(Words("Tài khoản", "Account")[language])),
          tag(
            "input",
            [
              .init("id", "ten"), .init("name", "ten"),
              .init("value", known == nil ? "" : String(visit.field("ten").prefix(40))),
              .init("autocomplete", "username"), .init("autocapitalize", "none"), .init("required", ""),
            ])),
        tag(
          "p", [], tag("label", [.init("for", "mk")], .text(Words("Mật khẩu", "Password")[language])),
          tag(
            "input",
            [
              .init("id", "mk"), .init("name", "mk"), .init("type", "password"),
              .init("autocomplete", "current-password"), .init("required", ""),
            ])),
        tag("p", [], tag("button", [], .text(Address.login.title[language])))))
    parts.append(
      tag(
        "p", [.init("class", "faint")],
        .text(
          Words(
            "Tài khoản do người quản trị của tỉnh cấp. Trang cần cookie; rời trang nửa giờ thì phải đăng nhập lại.",
            "Accounts are given by the administrator of the province. The page needs cookies; after half an hour away you log in again."
          )[language])))
    var reply = page(visit, nil, Address.login.title, status: status, parts)
    if known == nil { reply.headers.append(cookie(formCookie(visit), token, visit)) }
    return reply
  }

  private func logIn(_ visit: Visit) throws -> Reply {
    guard Sessions.areSame(visit.field("dau"), visit.cookies[formCookie(visit)] ?? "") else { throw PageFault.form }
    let name = String(fold(visit.field("ten")).prefix(40))
    let now = reader.machine.now()
    let wait = throttle.wait(account: name, address: visit.address, now: now)
    guard wait == 0 else {
      var reply = loginPage(
        visit, status: 429,
        Words(
          "Sai mật khẩu nhiều lần; đợi \(wait / 1_000 + 1) giây rồi thử lại.",
          "Too many wrong passwords; try again in \(wait / 1_000 + 1) seconds."))
      reply.headers.append(("retry-after", String(wait / 1_000 + 1)))
      return reply
    }
    let password = visit.field("mk")
    let known = try reader.account(name)
    // As long for a name that is not known: the time tells nobody which names are.
    let isRight = try (known?.password ?? nobody).matches(String(decoding: password.utf8.prefix(1_000), as: UTF8.self))
    guard isRight, let known else {
      throttle.wrong(account: name, address: visit.address, now: now)
      return loginPage(
        visit, status: 401,
        Words(
          "Tài khoản hoặc mật khẩu không đúng; xem phím Caps Lock và bộ gõ rồi thử lại.",
          "The account or the password is wrong; look at Caps Lock and the typing method and try again."))
    }
    throttle.right(account: name)
    let token = sessions.begin(known.account, known.password, machine: reader.machine)
    var reply = redirect(to: .overview)
    reply.headers.append(cookie(sessionCookie(visit), token, visit))
    reply.headers.append(cookie(formCookie(visit), "", visit, days: 0))
    return reply
  }

  private func logOut(_ visit: Visit) throws -> Reply {
    guard let viewer = try viewer(visit) else { return redirect(to: .login) }
    guard Sessions.areSame(visit.field("dau"), viewer.formToken) else { throw PageFault.form }
    sessions.end(visit.cookies[sessionCookie(visit)] ?? "")
    var reply = redirect(to: .login)
    reply.headers.append(cookie(sessionCookie(visit), "", visit, days: 0))
    return reply
  }

  // MARK: cookies

  /// With TLS under a name that browsers take from this very host only, and over TLS only.
  private func sessionCookie(_ visit: Visit) -> String { visit.isSecure ? "__Host-vanthu" : "vanthu" }
  private func formCookie(_ visit: Visit) -> String { visit.isSecure ? "__Host-vanthu-dau" : "vanthu-dau" }

  /// - Parameter days: until the browser is closed when there are none.
  private func cookie(
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
