import Hub
import PageDoor
import Wording

/// What users do with their own accounts.
extension ProvincePage {
  func takeAccount(_ visit: Visit, _ viewer: Viewer) throws -> Reply {
    switch visit.field("viec") {
    case "mat-khau": try changePassword(visit, viewer)
    case "buoc-hai": try offerSecondFactor(visit, viewer)
    case "xac-nhan": try setSecondFactor(visit, viewer)
    case "bo-buoc-hai": try dropSecondFactor(visit, viewer)
    default: throw PageFault.input
    }
  }

  private func accountPage(
    _ visit: Visit, _ viewer: Viewer, status: Int = 200, trouble: Words? = nil, done: Words? = nil,
    offered: TimeCode? = nil, codes: [String] = []
  ) throws -> Reply {
    let asked = Asked(reader: reader, visit: visit, viewer: viewer)
    let (title, parts) = try asked.account(trouble: trouble, done: done, offered: offered, codes: codes)
    return page(visit, viewer, title, status: status, current: .account, parts)
  }

  /// The account, if its password was typed correctly; otherwise the response. Wrong passwords are throttled here as
  /// well: an unattended session must not be a place to guess.
  private func proved(_ visit: Visit, _ viewer: Viewer) throws -> (Credentials?, Reply?) {
    let device = device(of: viewer.name, visit)
    if let reply = delayed(viewer.name, isKnown: true, device, visit) { return (nil, reply) }
    let known = try reader.account(viewer.name)
    let typed = String(decoding: visit.field("cu").utf8.prefix(1_000), as: UTF8.self)
    guard try isRight(typed, known, visit), let known else {
      failed(viewer.name, isKnown: true, device, visit, "password")
      return (
        nil,
        try accountPage(
          visit, viewer, status: 422,
          trouble: Words("Mật khẩu đang dùng không đúng; gõ lại.", "The present password is wrong; type it again."))
      )
    }
    return (known, nil)
  }

  private func changePassword(_ visit: Visit, _ viewer: Viewer) throws -> Reply {
    let new = visit.field("moi")
    guard new == visit.field("lai") else {
      return try accountPage(
        visit, viewer, status: 422,
        trouble: Words(
          "Hai lần gõ mật khẩu mới không giống nhau; gõ lại.", "The new passwords are not the same; type them again."))
    }
    do {
      try PasswordRules.check(new, account: viewer.name, role: viewer.role, hub: reader.name)
    } catch let refusal as AccountRefusal {
      return try accountPage(visit, viewer, status: 422, trouble: refusal.words)
    }
    let (known, refused) = try proved(visit, viewer)
    guard let known else { return refused! }
    let salt = reader.machine.random(bytes: 16)
    let hash = try unlocked { try PasswordHash(of: new, salt: salt, rounds: rounds) }
    try act(as: viewer.name, visit) { try $0.changePassword(to: hash, from: known.password, of: viewer.name) }
    return try goingOn(visit, viewer) {
      try self.accountPage(
        visit, $0,
        done: Words(
          "Đã đổi mật khẩu. Nơi khác đang mở bằng tài khoản này phải đăng nhập lại.",
          "The password is changed. Wherever else this account is open, it must log in again."))
    }
  }

  /// Shows a page in a new session of this browser, after a change has ended all sessions of the account.
  private func goingOn(_ visit: Visit, _ viewer: Viewer, _ shown: (Viewer) throws -> Reply) throws -> Reply {
    sessions.end(visit.cookies[sessionCookie(visit)] ?? "")
    guard let known = try reader.account(viewer.name) else { return redirect(to: .login) }
    let token = sessions.begin(known, machine: reader.machine)
    guard let viewer = sessions.viewer(token, now: reader.machine.now(), { _ in known }) else {
      return redirect(to: .login)
    }
    var reply = try shown(viewer)
    reply.headers.append(cookie(sessionCookie(visit), token, visit))
    return reply
  }

  private func offerSecondFactor(_ visit: Visit, _ viewer: Viewer) throws -> Reply {
    let (known, refused) = try proved(visit, viewer)
    guard known != nil else { return refused! }
    let secret = TimeCode(reader.machine)
    sessions.offer(secret, to: visit.cookies[sessionCookie(visit)] ?? "")
    return try accountPage(visit, viewer, offered: secret)
  }

  private func setSecondFactor(_ visit: Visit, _ viewer: Viewer) throws -> Reply {
    guard let secret = sessions.offered(to: visit.cookies[sessionCookie(visit)] ?? "") else { throw PageFault.form }
    guard let step = secret.step(of: visit.field("ma"), at: reader.machine.now(), after: 0) else {
      return try accountPage(
        visit, viewer, status: 422,
        trouble: Words(
          "Mã không đúng; xem đồng hồ của điện thoại, rồi gõ mã mới nhất.",
          "The code is wrong; look at the clock of the telephone and type the latest."), offered: secret)
    }
    let codes = try act(as: viewer.name, visit) { try $0.setSecondFactor(secret, step: step, of: viewer.name) }
    return try goingOn(visit, viewer) { try self.accountPage(visit, $0, codes: codes) }
  }

  /// The response if the code is wrong; `nil` if it is right, or no second factor is set. The password alone logs
  /// nobody in, and must not be enough to remove the second factor.
  private func refusedCode(_ known: Credentials, _ visit: Visit, _ viewer: Viewer) throws -> Reply? {
    guard let secret = known.secret else { return nil }
    let (device, now) = (device(of: viewer.name, visit), reader.machine.now())
    guard throttle.takesCodes(of: viewer.name, device: device, now: now) else {
      pen.refused(.loginDelayed, by: AuditActor(who: viewer.name, from: visit.address), "codes")
      return try accountPage(
        visit, viewer, status: 429,
        trouble: Words("Sai mã nhiều lần; một giờ nữa thử lại.", "Too many wrong codes; try again in an hour."))
    }
    let typed = String(visit.field("ma").prefix(40))
    if secret.step(of: typed, at: now, after: known.step) != nil { return nil }
    if try reader.knows(RecoveryCode.hash(of: typed), of: viewer.name) { return nil }
    failed(viewer.name, isKnown: true, device, visit, "code")
    throttle.wrongCode(of: viewer.name, now: now)
    return try accountPage(
      visit, viewer, status: 422,
      trouble: Words(
        "Mã không đúng, hoặc đã dùng; đợi mã mới trên điện thoại rồi gõ lại.",
        "The code is wrong or was used; wait for the next on the telephone and type it."))
  }

  private func dropSecondFactor(_ visit: Visit, _ viewer: Viewer) throws -> Reply {
    if viewer.role == .administrator, try reader.rule(.secondFactor) {
      return try accountPage(
        visit, viewer, status: 422,
        trouble: Words(
          "Trung tâm buộc quản trị xác thực hai bước; không bỏ được.",
          "The hub wants a second factor of administrators; it cannot be dropped."))
    }
    let (known, refused) = try proved(visit, viewer)
    guard let known else { return refused! }
    if let reply = try refusedCode(known, visit, viewer) { return reply }
    _ = try act(as: viewer.name, visit) { try $0.dropSecondFactor(of: viewer.name) }
    return try goingOn(visit, viewer) {
      try self.accountPage(visit, $0, done: Words("Đã bỏ xác thực hai bước.", "The second factor is dropped."))
    }
  }
}
