import Exchange
import Hub
import PageDoor
import Records
import Wording

/// What an account may change in the hub: codes for new stations, revocations, and proposals that need a second person.
extension ProvincePage {
  func takeCodes(_ visit: Visit, _ viewer: Viewer) throws -> Reply {
    let typed = String(visit.field("khoa").prefix(300))
    guard let organ = try reader.directory.resolve(typed, on: reader.today) else {
      throw HubRefusal.unknownOrgan(typed)
    }
    if visit.field("viec") == "huy" {
      let names = try act(as: viewer.name, visit) { try $0.cancelCodes(of: organ.id) }
      return said(
        Words("Đã hủy \(names.count) mã của \(organ.name).", "\(names.count) codes of \(organ.name) are cancelled."),
        visit,
        viewer, current: .codes)
    }
    if try reader.rule(.twoPeople) { return try propose(.code, on: organ.id, reason: "", visit, viewer) }
    let name = try reader.directory.fullName(of: organ, on: reader.today)
    return try shown(try act(as: viewer.name, visit) { try $0.code(for: organ.id) }, name, visit, viewer)
  }

  func takeRevocation(_ visit: Visit, _ viewer: Viewer) throws -> Reply {
    let (station, reason) = (String(visit.field("tram").prefix(20)), String(visit.field("ly-do").prefix(200)))
    guard reason.contains(where: { !$0.isWhitespace }) else { throw DeedRefusal.noReason }
    if try reader.rule(.twoPeople) { return try propose(.revoke, on: station, reason: reason, visit, viewer) }
    let before = try act(as: viewer.name, visit) { try $0.revoke(station, reason: reason) }
    return said(try revoked(station, before), visit, viewer, current: .offices)
  }

  private func propose(
    _ kind: Proposal.Kind, on whom: String, reason: String, _ visit: Visit, _ viewer: Viewer
  ) throws -> Reply {
    _ = try act(as: viewer.name, visit) { try $0.propose(kind, on: whom, reason: reason, by: viewer.name) }
    let what =
      switch kind {
      case .code: try reader.directory.fullName(of: whom, on: reader.today)
      case .revoke: try reader.named(station: whom)
      }
    return said(
      Words(
        "Đã ghi đề nghị (\(what)); một tài khoản khác phải xác nhận ở trang “\(Address.proposals.title.vietnamese)” "
          + "trong \(Proposal.days) ngày.",
        "It is written down (\(what)); another account must confirm it on “\(Address.proposals.title.english)” "
          + "within \(Proposal.days) days."
      ),
      visit, viewer, current: .proposals)
  }

  func takeProposal(_ visit: Visit, _ viewer: Viewer) throws -> Reply {
    guard let id = Int(visit.field("so")), let proposal = try reader.proposals().first(where: { $0.id == id }) else {
      throw ProposalRefusal.gone
    }
    let mayDecide =
      switch proposal.kind {
      case .code: viewer.role.givesCodes
      case .revoke: viewer.role.revokes
      }
    switch visit.field("viec") {
    case "xac-nhan":
      guard mayDecide else { throw PageFault.forbidden }
      let code = try act(as: viewer.name, visit) { try $0.confirm(id, by: viewer.name) }
      if let code {
        return try shown(code, try reader.directory.fullName(of: proposal.whom, on: reader.today), visit, viewer)
      }
      return said(try revoked(proposal.whom, nil), visit, viewer, current: .proposals)
    case "bo":
      guard mayDecide || proposal.author == viewer.name else { throw PageFault.forbidden }
      try act(as: viewer.name, visit) { try $0.drop(id, by: viewer.name) }
      return said(Words("Đã bỏ đề nghị.", "The request is dropped."), visit, viewer, current: .proposals)
    default: throw PageFault.input
    }
  }

  /// - Parameter before: when the station had been revoked already.
  private func revoked(_ station: String, _ before: Int?) throws -> Words {
    let named = try reader.named(station: station)
    guard let before else { return Words("Đã thu hồi trạm \(named).", "Station \(named) is revoked.") }
    return Words(
      "Trạm \(named) đã bị thu hồi từ \(Moment(before).text); không đổi gì.",
      "Station \(named) was revoked on \(Moment(before).text) already; nothing changes.")
  }

  private func shown(_ code: EnrolmentCode, _ organ: String, _ visit: Visit, _ viewer: Viewer) throws -> Reply {
    let language = visit.language
    let fingerprint = try act(as: viewer.name, visit) { $0.identity.fingerprint }
    return page(
      visit, viewer, Address.codes.title, current: .codes,
      [
        tag("p", [], .text(Words("Mã cho \(organ):", "The code for \(organ):")[language])),
        tag("p", [.init("class", "code")], .text(code.description)),
        tag(
          "p", [],
          .text(Words("Dấu khóa của trung tâm: \(fingerprint)", "Fingerprint of the hub: \(fingerprint)")[language])),
        tag(
          "p", [.init("class", "note")],
          .text(
            Words(
              "Chỉ hiện một lần này. Đọc cho đúng người, qua điện thoại hay giấy; "
                + "mã dùng cho một trạm, trong \(Hub.codeDays) ngày.",
              "It is shown this once. Read it to the right person; "
                + "it is good for one station, for \(Hub.codeDays) days."
            )[language])),
      ])
  }

  private func said(_ words: Words, _ visit: Visit, _ viewer: Viewer, current: Address) -> Reply {
    let back = Address.shown(to: viewer).contains(current) ? current : .overview
    return page(
      visit, viewer, back.title, current: back,
      [
        tag("p", [.init("class", "note"), .init("role", "status")], .text(words[visit.language])),
        tag("p", [], tag("a", [.init("href", back.rawValue)], .text(back.title[visit.language]))),
      ])
  }
}

enum DeedRefusal: Refusal, Equatable {
  case noReason

  var words: Words {
    switch self {
    case .noReason:
      Words("Chưa ghi lý do thu hồi; ghi vào rồi gửi lại.", "No reason is given; write it and send the form again.")
    }
  }
}
