import Crypto
import Glibc
import Hub
import PageRequests
import Vietnamese
import Wording

extension ProvincePage {
  /// The login form. CSRF protection: a hidden field must equal a cookie, which another site cannot read.
  func loginPage(_ request: PageRequest, status: Int = 200, _ trouble: Bilingual? = nil) -> PageResponse {
    let language = request.language
    return formPage(
      request, status: status, trouble,
      [
        field(
          "ten", Bilingual("Tài khoản", "Account"), request,
          [
            .init("value", request.cookies[formCookie(request)] == nil ? "" : String(request.field("ten").prefix(40))),
            .init("autocomplete", "username"), .init("autocapitalize", "none"),
          ]),
        field(
          "mk", Bilingual("Mật khẩu", "Password"), request,
          [.init("type", "password"), .init("autocomplete", "current-password")]),
      ],
      Bilingual(
        "Tài khoản do người quản trị của tỉnh cấp. Trang cần cookie; rời trang nửa giờ thì phải đăng nhập lại.",
        "Accounts are created by the administrator of the province. The page needs cookies; "
          + "after half an hour of inactivity you must log in again."
      )[language])
  }

  /// The form for the code of the second factor, after the password was right.
  private func codePage(
    _ request: PageRequest, _ token: String, status: Int = 200, _ trouble: Bilingual? = nil
  ) -> PageResponse {
    formPage(
      request, status: status, trouble,
      [
        tag("input", [.init("type", "hidden"), .init("name", "cho"), .init("value", token)]),
        field(
          "ma", Bilingual("Mã 6 số trên điện thoại", "The 6 digits on the telephone"), request,
          [.init("autocomplete", "one-time-code"), .init("maxlength", "20")]),
      ],
      Bilingual(
        "Mất điện thoại thì gõ một mã dự phòng; mỗi mã dùng một lần.",
        "Without the telephone type a recovery code; each works once.")[request.language])
  }

  private func field(_ name: String, _ label: Bilingual, _ request: PageRequest, _ attributes: [HTML.Attribute]) -> HTML
  {
    tag(
      "p", [], tag("label", [.init("for", name)], .text(label[request.language])),
      tag("input", [.init("id", name), .init("name", name), .init("required", "")] + attributes))
  }

  private func formPage(
    _ request: PageRequest, status: Int, _ trouble: Bilingual?, _ fields: [HTML], _ note: String
  ) -> PageResponse {
    let language = request.language
    let known = request.cookies[formCookie(request)].flatMap { $0.utf8.count == 64 ? $0 : nil }
    let token = known ?? Sessions.token(reader.system)
    var parts: [HTML] = []
    if let trouble {
      parts.append(tag("p", [.init("class", "note"), .init("role", "alert")], .text(trouble[language])))
    }
    let hidden = tag("input", [.init("type", "hidden"), .init("name", "dau"), .init("value", token)])
    let button = tag("p", [], tag("button", [], .text(PageRoute.login.title[language])))
    parts.append(
      tag(
        "form", [.init("method", "post"), .init("action", PageRoute.login.rawValue)], all: [hidden] + fields + [button])
    )
    parts.append(tag("p", [.init("class", "faint")], .text(note)))
    var response = page(request, nil, PageRoute.login.title, status: status, parts)
    if known == nil { response.headers.append(cookie(formCookie(request), token, request)) }
    return response
  }

  // MARK: the password

  func logIn(_ request: PageRequest) throws -> PageResponse {
    guard Sessions.areSame(request.field("dau"), request.cookies[formCookie(request)] ?? "") else {
      throw PageFault.form
    }
    guard request.field("cho").isEmpty else { return try handleCode(request) }
    let name = String(fold(request.field("ten")).prefix(40))
    let known = try reader.account(name)
    let device = device(of: name, request)
    if let response = delayed(name, isKnown: known != nil, device, request) { return response }
    let password = String(decoding: request.field("mk").utf8.prefix(1_000), as: UTF8.self)
    guard try isRight(password, known, request), let known else {
      failed(name, isKnown: known != nil, device, request, "password")
      return loginPage(
        request, status: 401,
        Bilingual(
          "Tài khoản hoặc mật khẩu không đúng; xem phím Caps Lock và bộ gõ rồi thử lại.",
          "The account or the password is wrong; check Caps Lock and the typing method and try again."))
    }
    var rehashed: PasswordHash?
    if !known.password.isMade(withRounds: rounds) {
      let salt = reader.system.random(bytes: 16)
      rehashed = try unlocked { try PasswordHash(of: password, salt: salt, rounds: rounds) }
    }
    guard known.secret == nil else {
      return codePage(request, sessions.await(known, rehashed: rehashed, system: reader.system))
    }
    return try letIn(known, .none, rehashed, request)
  }

  /// The nonce of the device cookie, if this browser was logged in to the account before.
  func device(of name: String, _ request: PageRequest) -> String? {
    request.cookies[DeviceCookie.name(of: name, isSecure: request.isSecure)].flatMap {
      DeviceCookie.device($0, of: name, now: reader.system.now(), reader.deviceKey)
    }
  }

  /// The response if the account must wait before the next try; `nil` otherwise.
  func delayed(_ name: String, isKnown: Bool, _ device: String?, _ request: PageRequest) -> PageResponse? {
    let wait = throttle.wait(account: name, address: request.address, device: device, now: reader.system.now())
    guard wait > 0 else { return nil }
    pen.refused(.loginDelayed, by: AuditActor(who: isKnown ? name : "?", from: request.address), "delayed")
    var response = loginPage(
      request, status: 429,
      Bilingual(
        "Sai mật khẩu nhiều lần; đợi \(wait / 1_000 + 1) giây rồi thử lại.",
        "Too many wrong passwords; try again in \(wait / 1_000 + 1) seconds."))
    response.headers.append(("retry-after", String(wait / 1_000 + 1)))
    return response
  }

  /// Takes as long for an unknown name, so that the response time does not reveal which accounts exist.
  func isRight(_ password: String, _ known: Credentials?, _ request: PageRequest) throws -> Bool {
    if known == nil, throttle.isTrying(names: request.address, now: reader.system.now()) {
      // A client that tries many made-up names waits as long, but costs no work.
      let pause = lastHashing
      unlocked { _ = usleep(pause) }
      return false
    }
    let hash = known?.password ?? nobody
    let (isRight, took) = try unlocked {
      let began = ContinuousClock.now
      let isRight = try hash.matches(password)
      return (isRight, ContinuousClock.now - began)
    }
    lastHashing = UInt32(
      clamping: took.components.attoseconds / 1_000_000_000_000 + took.components.seconds * 1_000_000)
    return isRight
  }

  /// Records a failed login. An unknown name is not logged: it may be a password, typed into the wrong field.
  func failed(_ name: String, isKnown: Bool, _ device: String?, _ request: PageRequest, _ kind: String) {
    throttle.wrong(
      account: name, isKnown: isKnown, address: request.address, device: device, now: reader.system.now())
    pen.refused(.loginFailed, by: AuditActor(who: isKnown ? name : "?", from: request.address), kind)
  }

  // MARK: the code

  private func handleCode(_ request: PageRequest) throws -> PageResponse {
    let (token, now) = (request.field("cho"), reader.system.now())
    guard let waiting = sessions.pending(token, now: now), let secret = waiting.known.secret else {
      return loginPage(
        request, status: 401,
        Bilingual(
          "Đợi lâu quá, hoặc sai mã nhiều lần; đăng nhập lại.",
          "This took too long, or too many codes were wrong; log in again."))
    }
    let name = waiting.known.account.name
    let device = device(of: name, request)
    guard throttle.takesCodes(of: name, device: device, now: now) else {
      pen.refused(.loginDelayed, by: AuditActor(who: name, from: request.address), "codes")
      return loginPage(
        request, status: 429,
        Bilingual("Sai mã nhiều lần; một giờ nữa thử lại.", "Too many wrong codes; try again in an hour."))
    }
    let typed = String(request.field("ma").prefix(40))
    let step = secret.step(of: typed, at: now, after: try reader.account(name)?.step ?? Int.max)
    let recovery = RecoveryCode.hash(of: typed)
    if let step {
      sessions.endPending(token)
      return try letIn(waiting.known, .step(step), waiting.password, request)
    }
    if try reader.knows(recovery, of: name) {
      sessions.endPending(token)
      return try letIn(waiting.known, .recovery(recovery), waiting.password, request)
    }
    failed(name, isKnown: true, device, request, "code")
    throttle.wrongCode(of: name, now: now)
    return codePage(
      request, token, status: 401,
      Bilingual(
        "Mã không đúng, hoặc đã dùng; đợi mã mới trên điện thoại rồi gõ lại.",
        "The code is wrong or already used; wait for the next on the telephone and type it."))
  }

  /// Logs the account in, after all checks have passed.
  private func letIn(
    _ known: Credentials, _ factor: SecondFactor, _ rehashed: PasswordHash?, _ request: PageRequest
  ) throws -> PageResponse {
    let name = known.account.name
    guard try act(as: name, request, { try $0.loggedIn(known, factor, rehashed: rehashed) }),
      let now = try reader.account(name)
    else {
      return loginPage(
        request, status: 401,
        Bilingual(
          "Mã đã dùng, hoặc tài khoản vừa đổi; đăng nhập lại.",
          "The code was already used, or the account was changed; log in again."))
    }
    let device = device(of: name, request)
    throttle.right(account: name, address: request.address, device: device)
    let token = sessions.begin(now, system: reader.system)
    var response = redirect(to: .overview)
    response.headers.append(cookie(sessionCookie(request), token, request))
    response.headers.append(cookie(formCookie(request), "", request, days: 0))
    if device == nil {
      response.headers.append(
        cookie(
          DeviceCookie.name(of: name, isSecure: request.isSecure),
          DeviceCookie.made(for: name, reader.system, reader.deviceKey), request, days: DeviceCookie.days))
    }
    return response
  }

  func logOut(_ request: PageRequest) throws -> PageResponse {
    guard let viewer = try viewer(request) else { return redirect(to: .login) }
    guard Sessions.areSame(request.field("dau"), viewer.formToken) else { throw PageFault.form }
    sessions.end(request.cookies[sessionCookie(request)] ?? "")
    try unlocked { try pen.write(AuditEvent(.loggedOut, by: AuditActor(who: viewer.name, from: request.address))) }
    var response = redirect(to: .login)
    response.headers.append(cookie(sessionCookie(request), "", request, days: 0))
    return response
  }
}
