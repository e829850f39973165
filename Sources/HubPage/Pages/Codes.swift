import Hub
import Records
import Wording

extension Asked {
  /// Codes for new stations.
  func codes() throws -> (Words, [HTML]) {
    var parts = [try codeForm(visit["khoa"].flatMap { try reader.directory[$0]?.name } ?? "")]
    if try reader.rule(.twoPeople) {
      parts.append(
        note(
          say(
            "Mỗi mã phải được một tài khoản thứ hai xác nhận rồi mới có.",
            "Every code must be confirmed by a second account.")))
    }
    parts.append(try codeTable())
    return (Address.codes.title, parts)
  }

  private func codeTable() throws -> HTML {
    var table = Table(
      Words("Các mã đã cấp", "Codes that were given out"), language,
      [
        Words("Mã", "Code").head, Words("Cơ quan", "Office").head, Words("Cấp lúc", "Made").head,
        Words("Tình trạng", "State").head, Words("Nhập sai", "Wrong tries").numbers, Words("", "").head,
      ])
    for code in try reader.codes(now: now).prefix(Self.lines) {
      let end = code.ended.map { " " + Moment($0).text } ?? ""
      let state =
        switch code.state {
        case .open: say("dùng được đến \(Moment(code.expires).text)", "good until \(Moment(code.expires).text)")
        case .used: say("đã dùng\(end)", "used\(end)") + (code.station.map { ", \($0)" } ?? "")
        case .expired: say("hết hạn \(Moment(code.expires).text)", "over since \(Moment(code.expires).text)")
        case .cancelled: say("đã hủy\(end)", "cancelled\(end)")
        }
      table.add([
        .init(.text("\(code.name)-…")), try officeLink(code.organ), .init(.text(Moment(code.made).text)),
        .init(.text(state)), count(code.wrongTries, isBad: true),
        code.state == .open
          ? .init(form(.codes, "huy", [hidden("khoa", code.organ), button("Hủy", "Cancel")])) : "",
      ])
    }
    return table.html(empty: Words("Chưa cấp mã nào.", "None yet."))
  }

  private func codeForm(_ organ: String) throws -> HTML {
    form(
      .codes, nil,
      [
        input(
          "khoa", Words("Cơ quan: tên đầy đủ, khóa hoặc mã", "Office: full name, key or code"),
          [.init("type", "search"), .init("value", organ), .init("maxlength", "300")]),
        tag("p", [], button("Cấp mã", "Make a code")),
      ])
  }

  /// Proposals that wait for a second person.
  func proposals() throws -> (Words, [HTML]) {
    var table = Table(
      Words("Chờ người thứ hai xác nhận", "To be confirmed by a second person"), language,
      [
        Words("Lúc", "Time").head, Words("Ai đề nghị", "Who asks").head, Words("Việc", "What").head,
        Words("Với ai", "On whom").head, Words("Lý do", "Reason").head, Words("", "").head,
      ])
    for proposal in try reader.proposals() {
      let (words, isMine, mayDecide) =
        switch proposal.kind {
        case .code: (say("cấp mã", "make a code"), proposal.author == viewer.name, viewer.role.givesCodes)
        case .revoke: (say("thu hồi trạm", "revoke a station"), proposal.author == viewer.name, viewer.role.revokes)
        }
      var buttons: [HTML] = []
      if mayDecide, !isMine {
        buttons.append(
          form(
            .proposals, "xac-nhan", [hidden("so", "\(proposal.id)"), button("Xác nhận", "Confirm")]))
      }
      if mayDecide || isMine {
        buttons.append(form(.proposals, "bo", [hidden("so", "\(proposal.id)"), button("Bỏ", "Drop")]))
      }
      table.add([
        .init(.text(Moment(proposal.time).text)), .init(.text(proposal.author)), .init(.text(words)),
        .init(.text(proposal.kind == .code ? try name(proposal.whom) : try reader.named(station: proposal.whom))),
        .init(.text(proposal.reason)),
        .init(.several(buttons)),
      ])
    }
    var parts = [table.html(empty: Words("Không có gì chờ xác nhận.", "Nothing waits."))]
    if try !reader.rule(.twoPeople) {
      parts.append(
        note(
          say(
            "Trung tâm chưa đặt quy tắc hai người: mã và thu hồi làm ngay. Đặt bằng vanthu-hub two-people on.",
            "The rule of two people is off: codes and revocations are done at once. "
              + "Set it with vanthu-hub two-people on."
          )))
    }
    return (Address.proposals.title, parts)
  }
}
