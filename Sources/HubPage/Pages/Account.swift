import Hub
import Records
import Wording

extension PageContext {
  /// A form of this session, with its CSRF token.
  func form(_ address: PageRoute, _ deed: String?, _ parts: [HTML]) -> HTML {
    var all = [tag("input", [.init("type", "hidden"), .init("name", "dau"), .init("value", viewer.formToken)])]
    if let deed { all.append(hidden("viec", deed)) }
    return tag("form", [.init("method", "post"), .init("action", address.rawValue)], all: all + parts)
  }

  func hidden(_ name: String, _ value: String) -> HTML {
    tag("input", [.init("type", "hidden"), .init("name", name), .init("value", value)])
  }

  func button(_ vietnamese: String, _ english: String) -> HTML { tag("button", [], .text(say(vietnamese, english))) }

  func input(_ name: String, _ label: Bilingual, _ attributes: [HTML.Attribute] = []) -> HTML {
    tag(
      "p", [], tag("label", [.init("for", name)], .text(label[language])),
      tag("input", [.init("id", name), .init("name", name), .init("required", "")] + attributes))
  }

  private func password(_ name: String, _ id: String, _ label: Bilingual, isNew: Bool) -> HTML {
    tag(
      "p", [], tag("label", [.init("for", id)], .text(label[language])),
      tag(
        "input",
        [
          .init("id", id), .init("name", name), .init("required", ""), .init("type", "password"),
          .init("autocomplete", isNew ? "new-password" : "current-password"),
        ]))
  }

  /// The viewer's own account: who it is, the password, the second factor.
  func account(
    trouble: Bilingual? = nil, done: Bilingual? = nil, offered: TimeCode? = nil, codes: [String] = []
  ) throws -> (Bilingual, [HTML]) {
    let known = try reader.account(viewer.name)?.account
    var parts: [HTML] = []
    if let words = trouble ?? done {
      parts.append(
        tag(
          "p", [.init("class", "note"), .init("role", trouble == nil ? "status" : "alert")], .text(words[language])))
    }
    if viewer.role == .administrator, !viewer.hasSecondFactor, try reader.rule(.secondFactor) {
      parts.append(
        note(
          say(
            "Trung tâm buộc quản trị xác thực hai bước: bật ở dưới thì mới xem được các trang khác.",
            "The hub wants a second factor of administrators: set it below, and the other pages are open.")))
    }
    if !codes.isEmpty { parts.append(contentsOf: recovery(codes)) }
    let facts: [(Bilingual, String)] = [
      (Bilingual("Tài khoản", "Account"), viewer.name), (Bilingual("Vai trò", "Role"), viewer.role.words[language]),
      (Bilingual("Cơ quan", "Office"), try viewer.organ.map { try name($0) } ?? ""),
      (
        Bilingual("Đăng nhập lần cuối", "Last login"),
        known?.lastLogin.map { "\(Moment($0).text), \(known?.lastFrom ?? "")" } ?? ""
      ),
      (
        Bilingual("Xác thực hai bước", "Second factor"),
        viewer.hasSecondFactor ? say("đã bật", "set") : say("chưa bật", "not set")
      ),
    ]
    parts.append(
      tag(
        "dl", [],
        all: facts.filter { !$0.1.isEmpty }.flatMap {
          [tag("dt", [], .text($0.0[language])), tag("dd", [], .text($0.1))]
        }))
    if let offered { parts.append(contentsOf: offer(offered)) }
    parts.append(tag("h2", [], .text(say("Đổi mật khẩu", "Change the password"))))
    parts.append(
      form(
        .account, "mat-khau",
        [
          password("cu", "cu", Bilingual("Mật khẩu đang dùng", "Present password"), isNew: false),
          password("moi", "moi", Bilingual("Mật khẩu mới", "New password"), isNew: true),
          password("lai", "lai", Bilingual("Gõ lại mật khẩu mới", "New password again"), isNew: true),
          tag("p", [], button("Đổi mật khẩu", "Change")),
          tag(
            "p", [.init("class", "faint")],
            .text(
              say(
                "Ít nhất \(viewer.role.shortestPassword) ký tự; vài từ không liên quan với nhau thì dài mà dễ nhớ.",
                "At least \(viewer.role.shortestPassword) characters; "
                  + "some words that have nothing to do with each other are easy to remember."
              ))),
        ]))
    if offered == nil {
      parts.append(tag("h2", [], .text(say("Xác thực hai bước", "Second factor"))))
      parts.append(
        sentence(
          say(
            "Ngoài mật khẩu, mỗi lần đăng nhập gõ thêm 6 số do một chương trình trên điện thoại tính ra (TOTP).",
            "Beside the password you type 6 digits that a program on the telephone works out (TOTP).")))
      let isSet = viewer.hasSecondFactor
      parts.append(
        form(
          .account, isSet ? "bo-buoc-hai" : "buoc-hai",
          [
            password("cu", "cu2", Bilingual("Mật khẩu đang dùng", "Present password"), isNew: false),
            isSet
              ? input(
                "ma",
                Bilingual(
                  "Mã 6 số trên điện thoại, hoặc một mã dự phòng", "The 6 digits on the telephone, or a recovery code"),
                [.init("autocomplete", "one-time-code"), .init("maxlength", "20")]) : "",
            tag("p", [], isSet ? button("Bỏ xác thực hai bước", "Drop it") : button("Bật xác thực hai bước", "Set it")),
          ]))
    }
    return (PageRoute.account.title, parts)
  }

  private func offer(_ code: TimeCode) -> [HTML] {
    let text = code.text
    let groups = stride(from: 0, to: text.utf8.count, by: 4).map { String(text.dropFirst($0).prefix(4)) }
    return [
      tag("h2", [], .text(say("Bật xác thực hai bước", "Set the second factor"))),
      sentence(
        say(
          "Mở chương trình mã xác thực trên điện thoại, thêm tài khoản, gõ khóa này:",
          "Open the program for codes on the telephone, add an account and type this key:")),
      tag("p", [.init("class", "code")], .text(groups.joined(separator: " "))),
      tag("p", [.init("class", "faint")], .text(code.address(of: viewer.name, at: reader.name))),
      form(
        .account, "xac-nhan",
        [
          input(
            "ma", Bilingual("Mã 6 số hiện trên điện thoại", "The 6 digits it shows"),
            [.init("autocomplete", "one-time-code"), .init("maxlength", "10")]),
          tag("p", [], button("Xác nhận", "Confirm")),
        ]),
    ]
  }

  private func recovery(_ codes: [String]) -> [HTML] {
    [
      note(
        say(
          "Đã bật. Chép hoặc in các mã dự phòng này, cất ở nơi an toàn; mỗi mã dùng một lần khi mất điện thoại. "
            + "Không hiện lại lần nữa.",
          "It is set. Copy or print these recovery codes and keep them safe; "
            + "each is good once, when the telephone is lost. They are not shown again."
        )),
      tag("ul", [.init("class", "code")], all: codes.map { tag("li", [], .text($0)) }),
    ]
  }

  /// All accounts.
  func accounts() throws -> (Bilingual, [HTML]) {
    var table = Table(
      Bilingual("Ai được đăng nhập", "Who may log in"), language,
      [
        Bilingual("Tài khoản", "Account").head, Bilingual("Vai trò", "Role").head, Bilingual("Cơ quan", "Office").head,
        Bilingual("Đăng nhập lần cuối", "Last login").head, Bilingual("Từ đâu", "From").head,
        Bilingual("Hai bước", "Second factor").head, Bilingual("Có từ", "Since").head,
      ])
    for account in try reader.accounts() {
      table.add([
        .init(link(account.name, PageRoute.audit.link(("ai", account.name)))),
        .init(.text(account.role.words[language])),
        try account.organ.map { try officeLink($0) } ?? "",
        .init(.text(account.lastLogin.map { "\(Moment($0).text), \(ago($0))" } ?? ago(nil))),
        .init(.text(account.lastFrom ?? "")),
        .init(
          .text(account.hasSecondFactor ? say("có", "yes") : say("chưa", "no")),
          kind: account.role == .administrator && !account.hasSecondFactor ? "bad" : nil),
        .init(.text(Moment(account.since).day.display)),
      ])
    }
    return (
      PageRoute.accounts.title,
      [
        table.html(empty: Bilingual("Chưa có tài khoản nào.", "There are none.")),
        note(
          say(
            "Thêm, xóa, đổi vai trò, đặt lại mật khẩu: vanthu-hub account … trên máy của trung tâm.",
            "To add, remove, change roles, set passwords: vanthu-hub account … on the hub's machine.")),
      ]
    )
  }
}
