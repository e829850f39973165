import Hub
import Records
import Wording

extension PageContext {
  /// Codes for new stations.
  func codes() throws -> (Bilingual, [HTML]) {
    var parts = [try codeForm(request["khoa"].flatMap { try reader.directory[$0]?.name } ?? "")]
    if try reader.rule(.twoPeople) {
      parts.append(
        note(
          say(
            "Mỗi mã phải được một tài khoản thứ hai xác nhận rồi mới có.",
            "Every code must be confirmed by a second account.")))
    }
    parts.append(try codeTable())
    return (PageRoute.codes.title, parts)
  }

  private func codeTable() throws -> HTML {
    var table = Table(
      Bilingual("Các mã đã cấp", "Codes issued"), language,
      [
        Bilingual("Mã", "Code").head, Bilingual("Cơ quan", "Office").head, Bilingual("Cấp lúc", "Issued").head,
        Bilingual("Tình trạng", "State").head, Bilingual("Nhập sai", "Failed tries").numbers, Bilingual("", "").head,
      ])
    for code in try reader.codes(now: now).prefix(Self.lines) {
      let end = code.ended.map { " " + Moment($0).text } ?? ""
      let state =
        switch code.state {
        case .open: say("dùng được đến \(Moment(code.expires).text)", "valid until \(Moment(code.expires).text)")
        case .used: say("đã dùng\(end)", "used\(end)") + (code.station.map { ", \($0)" } ?? "")
        case .expired: say("hết hạn \(Moment(code.expires).text)", "expired on \(Moment(code.expires).text)")
        case .cancelled: say("đã hủy\(end)", "cancelled\(end)")
        }
      table.add([
        .init(.text("\(code.name)-…")), try officeLink(code.organ), .init(.text(Moment(code.made).text)),
        .init(.text(state)), count(code.wrongTries, isBad: true),
        code.state == .open
          ? .init(form(.codes, "huy", [hidden("khoa", code.organ), button("Hủy", "Cancel")])) : "",
      ])
    }
    return table.html(empty: Bilingual("Chưa cấp mã nào.", "None yet."))
  }

  private func codeForm(_ organ: String) throws -> HTML {
    form(
      .codes, nil,
      [
        input(
          "khoa", Bilingual("Cơ quan: tên đầy đủ, khóa hoặc mã", "Office: full name, key or code"),
          [.init("type", "search"), .init("value", organ), .init("maxlength", "300")]),
        tag("p", [], button("Cấp mã", "Issue a code")),
      ])
  }

  /// Proposals that wait for a second person.
  func proposals() throws -> (Bilingual, [HTML]) {
    var table = Table(
      Bilingual("Chờ người thứ hai xác nhận", "To be confirmed by a second person"), language,
      [
        Bilingual("Lúc", "Time").head, Bilingual("Ai đề nghị", "Requester").head, Bilingual("Việc", "What").head,
        Bilingual("Với ai", "Concerns").head, Bilingual("Lý do", "Reason").head, Bilingual("", "").head,
      ])
    for proposal in try reader.proposals() {
      let (words, isMine, mayDecide) =
        switch proposal.kind {
        case .code: (say("cấp mã", "issue a code"), proposal.author == viewer.name, viewer.role.givesCodes)
        case .revoke: (say("thu hồi trạm", "revoke a station"), proposal.author == viewer.name, viewer.role.revokes)
        }
      var buttons: [HTML] = []
      if mayDecide, !isMine {
        buttons.append(
          form(
            .proposals, "xac-nhan", [hidden("so", "\(proposal.id)"), button("Xác nhận", "Confirm")]))
      }
      if mayDecide || isMine {
        buttons.append(form(.proposals, "bo", [hidden("so", "\(proposal.id)"), button("Bỏ", "Withdraw")]))
      }
      table.add([
        .init(.text(Moment(proposal.time).text)), .init(.text(proposal.author)), .init(.text(words)),
        .init(.text(proposal.kind == .code ? try name(proposal.whom) : try reader.named(station: proposal.whom))),
        .init(.text(proposal.reason)),
        .init(.several(buttons)),
      ])
    }
    var parts = [table.html(empty: Bilingual("Không có gì chờ xác nhận.", "Nothing is waiting."))]
    if try !reader.rule(.twoPeople) {
      parts.append(
        note(
          say(
            "Trung tâm chưa đặt quy tắc hai người: mã và thu hồi làm ngay. Đặt bằng vanthu-hub two-people on.",
            "The two-person rule is off: codes and revocations take effect at once. "
              + "Turn it on with vanthu-hub two-people on."
          )))
    }
    return (PageRoute.proposals.title, parts)
  }
}
