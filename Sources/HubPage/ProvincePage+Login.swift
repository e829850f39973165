import Crypto
import Glibc
import Hub
import PageDoor
import Vietnamese
import Wording

extension ProvincePage {
  /// The login form. CSRF protection: a hidden field must equal a cookie, which another site cannot read.
  func loginPage(_ visit: Visit, status: Int = 200, _ trouble: Words? = nil) -> Reply {
    let language = visit.language
    return formPage(
      visit, status: status, trouble,
      [
        field(
          "ten", Words("Tài khoản", "Account"), visit,
          [
            .init("value", visit.cookies[formCookie(visit)] == nil ? "" : String(visit.field("ten").prefix(40))),
            .init("autocomplete", "username"), .init("autocapitalize", "none"),
          ]),
        field(
          "mk", Words("Mật khẩu", "Password"), visit,
          [.init("type", "password"), .init("autocomplete", "current-password")]),
      ],
      Words(
        "Tài khoản do người quản trị của tỉnh cấp. Trang cần cookie; rời trang nửa giờ thì phải đăng nhập lại.",
        "Accounts are given by the administrator of the province. The page needs cookies; "
          + "after half an hour away you log in again."
      )[language])
  }

  /// The form for the code of the second factor, after the password was right.
  private func codePage(_ visit: Visit, _ token: String, status: Int = 200, _ trouble: Words? = nil) -> Reply {
    formPage(
      visit, status: status, trouble,
      [
        tag("input", [.init("type", "hidden"), .init("name", "cho"), .init("value", token)]),
        field(
          "ma", Words("Mã 6 số trên điện thoại", "The 6 digits on the telephone"), visit,
          [.init("autocomplete", "one-time-code"), .init("maxlength", "20")]),
      ],
      Words(
        "Mất điện thoại thì gõ một mã dự phòng; mỗi mã dùng một lần.",
        "Without the telephone type a recovery code; each is good once.")[visit.language])
  }

  private func field(_ name: String, _ label: Words, _ visit: Visit, _ attributes: [HTML.Attribute]) -> HTML {
    tag(
      "p", [], tag("label", [.init("for", name)], .text(label[visit.language])),
      tag("input", [.init("id", name), .init("name", name), .init("required", "")] + attributes))
  }

  private func formPage(
    _ visit: Visit, status: Int, _ trouble: Words?, _ fields: [HTML], _ note: String
  ) -> Reply {
    let language = visit.language
    let known = visit.cookies[formCookie(visit)].flatMap { $0.utf8.count == 64 ? $0 : nil }
    let token = known ?? Sessions.token(reader.machine)
    var parts: [HTML] = []
    if let trouble {
      parts.append(tag("p", [.init("class", "note"), .init("role", "alert")], .text(trouble[language])))
    }
    let hidden = tag("input", [.init("type", "hidden"), .init("name", "dau"), .init("value", token)])
    let button = tag("p", [], tag("button", [], .text(Address.login.title[language])))
    parts.append(
      tag(
        "form", [.init("method", "post"), .init("action", Address.login.rawValue)], all: [hidden] + fields + [button]))
    parts.append(tag("p", [.init("class", "faint")], .text(note)))
    var reply = page(visit, nil, Address.login.title, status: status, parts)
    if known == nil { reply.headers.append(cookie(formCookie(visit), token, visit)) }
    return reply
  }

  // MARK: the password

  func logIn(_ visit: Visit) throws -> Reply {
    guard Sessions.areSame(visit.field("dau"), visit.cookies[formCookie(visit)] ?? "") else { throw PageFault.form }
    guard visit.field("cho").isEmpty else { return try takeCode(visit) }
    let name = String(fold(visit.field("ten")).prefix(40))
    let known = try reader.account(name)
    let device = device(of: name, visit)
    if let reply = delayed(name, isKnown: known != nil, device, visit) { return reply }
    let password = String(decoding: visit.field("mk").utf8.prefix(1_000), as: UTF8.self)
    guard try isRight(password, known, visit), let known else {
      failed(name, isKnown: known != nil, device, visit, "password")
      return loginPage(
        visit, status: 401,
        Words(
          "Tài khoản hoặc mật khẩu không đúng; xem phím Caps Lock và bộ gõ rồi thử lại.",
          "The account or the password is wrong; look at Caps Lock and the typing method and try again."))
    }
    var rehashed: PasswordHash?
    if !known.password.isMade(withRounds: rounds) {
      let salt = reader.machine.random(bytes: 16)
      rehashed = try unlocked { try PasswordHash(of: password, salt: salt, rounds: rounds) }
    }
    guard known.secret == nil else {
      return codePage(visit, sessions.await(known, rehashed: rehashed, machine: reader.machine))
    }
    return try letIn(known, .none, rehashed, visit)
  }

  /// The nonce of the device cookie, if this browser was logged in to the account before.
  func device(of name: String, _ visit: Visit) -> String? {
    visit.cookies[DeviceCookie.name(of: name, isSecure: visit.isSecure)].flatMap {
      DeviceCookie.device($0, of: name, now: reader.machine.now(), reader.deviceKey)
    }
  }

  /// The response if the account must wait before the next try; `nil` otherwise.
  func delayed(_ name: String, isKnown: Bool, _ device: String?, _ visit: Visit) -> Reply? {
    let wait = throttle.wait(account: name, address: visit.address, device: device, now: reader.machine.now())
    guard wait > 0 else { return nil }
    pen.refused(.loginDelayed, by: AuditActor(who: isKnown ? name : "?", from: visit.address), "delayed")
    var reply = loginPage(
      visit, status: 429,
      Words(
        "Sai mật khẩu nhiều lần; đợi \(wait / 1_000 + 1) giây rồi thử lại.",
        "Too many wrong passwords; try again in \(wait / 1_000 + 1) seconds."))
    reply.headers.append(("retry-after", String(wait / 1_000 + 1)))
    return reply
  }

  /// Takes as long for an unknown name, so that the response time does not reveal which accounts exist.
  func isRight(_ password: String, _ known: Credentials?, _ visit: Visit) throws -> Bool {
    if known == nil, throttle.isTrying(names: visit.address, now: reader.machine.now()) {
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
  func failed(_ name: String, isKnown: Bool, _ device: String?, _ visit: Visit, _ kind: String) {
    throttle.wrong(
      account: name, isKnown: isKnown, address: visit.address, device: device, now: reader.machine.now())
    pen.refused(.loginFailed, by: AuditActor(who: isKnown ? name : "?", from: visit.address), kind)
  }

  // MARK: the code

  private func takeCode(_ visit: Visit) throws -> Reply {
    let (token, now) = (visit.field("cho"), reader.machine.now())
    guard let waiting = sessions.pending(token, now: now), let secret = waiting.known.secret else {
      return loginPage(
        visit, status: 401,
        Words("Đợi lâu quá, hoặc sai mã nhiều lần; đăng nhập lại.", "Too long, or too many wrong codes; log in again."))
    }
    let name = waiting.known.account.name
    let device = device(of: name, visit)
    guard throttle.takesCodes(of: name, device: device, now: now) else {
      pen.refused(.loginDelayed, by: AuditActor(who: name, from: visit.address), "codes")
      return loginPage(
        visit, status: 429,
        Words("Sai mã nhiều lần; một giờ nữa thử lại.", "Too many wrong codes; try again in an hour."))
    }
    let typed = String(visit.field("ma").prefix(40))
    let step = secret.step(of: typed, at: now, after: try reader.account(name)?.step ?? Int.max)
    let recovery = RecoveryCode.hash(of: typed)
    if let step {
      sessions.endPending(token)
      return try letIn(waiting.known, .step(step), waiting.password, visit)
    }
    if try reader.knows(recovery, of: name) {
      sessions.endPending(token)
      return try letIn(waiting.known, .recovery(recovery), waiting.password, visit)
    }
    failed(name, isKnown: true, device, visit, "code")
    throttle.wrongCode(of: name, now: now)
    return codePage(
      visit, token, status: 401,
      Words(
        "Mã không đúng, hoặc đã dùng; đợi mã mới trên điện thoại rồi gõ lại.",
        "The code is wrong or was used; wait for the next on the telephone and type it."))
  }

  /// Logs the account in, after all checks have passed.
  private func letIn(
    _ known: Credentials, _ factor: SecondFactor, _ rehashed: PasswordHash?, _ visit: Visit
  ) throws -> Reply {
    let name = known.account.name
    guard try act(as: name, visit, { try $0.loggedIn(known, factor, rehashed: rehashed) }),
      let now = try reader.account(name)
    else {
      return loginPage(
        visit, status: 401,
        Words(
          "Mã đã dùng, hoặc tài khoản vừa đổi; đăng nhập lại.",
          "The code was used, or the account was changed; log in again."))
    }
    let device = device(of: name, visit)
    throttle.right(account: name, address: visit.address, device: device)
    let token = sessions.begin(now, machine: reader.machine)
    var reply = redirect(to: .overview)
    reply.headers.append(cookie(sessionCookie(visit), token, visit))
    reply.headers.append(cookie(formCookie(visit), "", visit, days: 0))
    if device == nil {
      reply.headers.append(
        cookie(
          DeviceCookie.name(of: name, isSecure: visit.isSecure),
          DeviceCookie.made(for: name, reader.machine, reader.deviceKey), visit, days: DeviceCookie.days))
    }
    return reply
  }

  func logOut(_ visit: Visit) throws -> Reply {
    guard let viewer = try viewer(visit) else { return redirect(to: .login) }
    guard Sessions.areSame(visit.field("dau"), viewer.formToken) else { throw PageFault.form }
    sessions.end(visit.cookies[sessionCookie(visit)] ?? "")
    try unlocked { try pen.write(AuditEvent(.loggedOut, by: AuditActor(who: viewer.name, from: visit.address))) }
    var reply = redirect(to: .login)
    reply.headers.append(cookie(sessionCookie(visit), "", visit, days: 0))
    return reply
  }
}
