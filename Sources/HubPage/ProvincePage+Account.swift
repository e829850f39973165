import Hub
import PageRequests
import Wording

/// What users do with their own accounts.
extension ProvincePage {
  func handleAccount(_ request: PageRequest, _ viewer: Viewer) throws -> PageResponse {
    switch request.field("viec") {
    case "mat-khau": try changePassword(request, viewer)
    case "buoc-hai": try offerSecondFactor(request, viewer)
    case "xac-nhan": try setSecondFactor(request, viewer)
    case "bo-buoc-hai": try dropSecondFactor(request, viewer)
    default: throw PageFault.input
    }
  }

  private func accountPage(
    _ request: PageRequest, _ viewer: Viewer, status: Int = 200, trouble: Bilingual? = nil, done: Bilingual? = nil,
    offered: TimeCode? = nil, codes: [String] = []
  ) throws -> PageResponse {
    let context = PageContext(reader: reader, request: request, viewer: viewer)
    let (title, parts) = try context.account(trouble: trouble, done: done, offered: offered, codes: codes)
    return page(request, viewer, title, status: status, current: .account, parts)
  }

  /// The account, if its password was typed correctly; otherwise the response. Wrong passwords are throttled here as
  /// well: an unattended session must not be a place to guess.
  private func proved(_ request: PageRequest, _ viewer: Viewer) throws -> (Credentials?, PageResponse?) {
    let device = device(of: viewer.name, request)
    if let response = delayed(viewer.name, isKnown: true, device, request) { return (nil, response) }
    let known = try reader.account(viewer.name)
    let typed = String(decoding: request.field("cu").utf8.prefix(1_000), as: UTF8.self)
    guard try isRight(typed, known, request), let known else {
      failed(viewer.name, isKnown: true, device, request, "password")
      return (
        nil,
        try accountPage(
          request, viewer, status: 422,
          trouble: Bilingual("Mật khẩu đang dùng không đúng; gõ lại.", "The current password is wrong; type it again."))
      )
    }
    return (known, nil)
  }

  private func changePassword(_ request: PageRequest, _ viewer: Viewer) throws -> PageResponse {
    let new = request.field("moi")
    guard new == request.field("lai") else {
      return try accountPage(
        request, viewer, status: 422,
        trouble: Bilingual(
          "Hai lần gõ mật khẩu mới không giống nhau; gõ lại.", "The new passwords are not the same; type them again."))
    }
    do {
      try PasswordRules.check(new, account: viewer.name, role: viewer.role, hub: reader.name)
    } catch let refusal as AccountRefusal {
      return try accountPage(request, viewer, status: 422, trouble: refusal.words)
    }
    let (known, refused) = try proved(request, viewer)
    guard let known else { return refused! }
    let salt = reader.system.random(bytes: 16)
    let hash = try unlocked { try PasswordHash(of: new, salt: salt, rounds: rounds) }
    try act(as: viewer.name, request) { try $0.changePassword(to: hash, from: known.password, of: viewer.name) }
    return try goingOn(request, viewer) {
      try self.accountPage(
        request, $0,
        done: Bilingual(
          "Đã đổi mật khẩu. Nơi khác đang mở bằng tài khoản này phải đăng nhập lại.",
          "The password is changed. Other sessions of this account must log in again."))
    }
  }

  /// Shows a page in a new session of this browser, after a change has ended all sessions of the account.
  private func goingOn(
    _ request: PageRequest, _ viewer: Viewer, _ shown: (Viewer) throws -> PageResponse
  ) throws -> PageResponse {
    sessions.end(request.cookies[sessionCookie(request)] ?? "")
    guard let known = try reader.account(viewer.name) else { return redirect(to: .login) }
    let token = sessions.begin(known, system: reader.system)
    guard let viewer = sessions.viewer(token, now: reader.system.now(), { _ in known }) else {
      return redirect(to: .login)
    }
    var response = try shown(viewer)
    response.headers.append(cookie(sessionCookie(request), token, request))
    return response
  }

  private func offerSecondFactor(_ request: PageRequest, _ viewer: Viewer) throws -> PageResponse {
    let (known, refused) = try proved(request, viewer)
    guard known != nil else { return refused! }
    let secret = TimeCode(reader.system)
    sessions.offer(secret, to: request.cookies[sessionCookie(request)] ?? "")
    return try accountPage(request, viewer, offered: secret)
  }

  private func setSecondFactor(_ request: PageRequest, _ viewer: Viewer) throws -> PageResponse {
    guard let secret = sessions.offered(to: request.cookies[sessionCookie(request)] ?? "") else { throw PageFault.form }
    guard let step = secret.step(of: request.field("ma"), at: reader.system.now(), after: 0) else {
      return try accountPage(
        request, viewer, status: 422,
        trouble: Bilingual(
          "Mã không đúng; xem đồng hồ của điện thoại, rồi gõ mã mới nhất.",
          "The code is wrong; check the telephone's clock and type the latest code."), offered: secret)
    }
    let codes = try act(as: viewer.name, request) { try $0.setSecondFactor(secret, step: step, of: viewer.name) }
    return try goingOn(request, viewer) { try self.accountPage(request, $0, codes: codes) }
  }

  /// The response if the code is wrong; `nil` if it is right, or no second factor is set. The password alone logs
  /// nobody in, and must not be enough to remove the second factor.
  private func refusedCode(_ known: Credentials, _ request: PageRequest, _ viewer: Viewer) throws -> PageResponse? {
    guard let secret = known.secret else { return nil }
    let (device, now) = (device(of: viewer.name, request), reader.system.now())
    guard throttle.takesCodes(of: viewer.name, device: device, now: now) else {
      pen.refused(.loginDelayed, by: AuditActor(who: viewer.name, from: request.address), "codes")
      return try accountPage(
        request, viewer, status: 429,
        trouble: Bilingual("Sai mã nhiều lần; một giờ nữa thử lại.", "Too many wrong codes; try again in an hour."))
    }
    let typed = String(request.field("ma").prefix(40))
    if secret.step(of: typed, at: now, after: known.step) != nil { return nil }
    if try reader.knows(RecoveryCode.hash(of: typed), of: viewer.name) { return nil }
    failed(viewer.name, isKnown: true, device, request, "code")
    throttle.wrongCode(of: viewer.name, now: now)
    return try accountPage(
      request, viewer, status: 422,
      trouble: Bilingual(
        "Mã không đúng, hoặc đã dùng; đợi mã mới trên điện thoại rồi gõ lại.",
        "The code is wrong or already used; wait for the next on the telephone and type it."))
  }

  private func dropSecondFactor(_ request: PageRequest, _ viewer: Viewer) throws -> PageResponse {
    if viewer.role == .administrator, try reader.rule(.secondFactor) {
      return try accountPage(
        request, viewer, status: 422,
        trouble: Bilingual(
          "Trung tâm buộc quản trị xác thực hai bước; không bỏ được.",
          "The hub requires a second factor of administrators; it cannot be removed."))
    }
    let (known, refused) = try proved(request, viewer)
    guard let known else { return refused! }
    if let response = try refusedCode(known, request, viewer) { return response }
    _ = try act(as: viewer.name, request) { try $0.dropSecondFactor(of: viewer.name) }
    return try goingOn(request, viewer) {
      try self.accountPage(request, $0, done: Bilingual("Đã bỏ xác thực hai bước.", "The second factor is removed."))
    }
  }
}
