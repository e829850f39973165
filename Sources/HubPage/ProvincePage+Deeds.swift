import Exchange
import Hub
import PageRequests
import Records
import Wording

/// What an account may change in the hub: codes for new stations, revocations, and proposals that need a second person.
extension ProvincePage {
  func handleCodes(_ request: PageRequest, _ viewer: Viewer) throws -> PageResponse {
    let typed = String(request.field("khoa").prefix(300))
    guard let organ = try reader.directory.resolve(typed, on: reader.today) else {
      throw HubRefusal.unknownOrgan(typed)
    }
    if request.field("viec") == "huy" {
      let names = try act(as: viewer.name, request) { try $0.cancelCodes(of: organ.id) }
      return said(
        Bilingual(
          "Đã hủy \(names.count) mã của \(organ.name).", "\(names.count) codes of \(organ.name) are cancelled."),
        request,
        viewer, current: .codes)
    }
    if try reader.rule(.twoPeople) { return try propose(.code, on: organ.id, reason: "", request, viewer) }
    let name = try reader.directory.fullName(of: organ, on: reader.today)
    return try shown(try act(as: viewer.name, request) { try $0.code(for: organ.id) }, name, request, viewer)
  }

  func handleRevocation(_ request: PageRequest, _ viewer: Viewer) throws -> PageResponse {
    let (station, reason) = (String(request.field("tram").prefix(20)), String(request.field("ly-do").prefix(200)))
    guard reason.contains(where: { !$0.isWhitespace }) else { throw DeedRefusal.noReason }
    if try reader.rule(.twoPeople) { return try propose(.revoke, on: station, reason: reason, request, viewer) }
    let before = try act(as: viewer.name, request) { try $0.revoke(station, reason: reason) }
    return said(try revoked(station, before), request, viewer, current: .offices)
  }

  private func propose(
    _ kind: Proposal.Kind, on whom: String, reason: String, _ request: PageRequest, _ viewer: Viewer
  ) throws -> PageResponse {
    _ = try act(as: viewer.name, request) { try $0.propose(kind, on: whom, reason: reason, by: viewer.name) }
    let what =
      switch kind {
      case .code: try reader.directory.fullName(of: whom, on: reader.today)
      case .revoke: try reader.named(station: whom)
      }
    return said(
      Bilingual(
        "Đã ghi đề nghị (\(what)); một tài khoản khác phải xác nhận ở trang “\(PageRoute.proposals.title.vietnamese)” "
          + "trong \(Proposal.days) ngày.",
        "The request is recorded (\(what)); another account must confirm it on “\(PageRoute.proposals.title.english)” "
          + "within \(Proposal.days) days."
      ),
      request, viewer, current: .proposals)
  }

  func handleProposal(_ request: PageRequest, _ viewer: Viewer) throws -> PageResponse {
    guard let id = Int(request.field("so")), let proposal = try reader.proposals().first(where: { $0.id == id }) else {
      throw ProposalRefusal.gone
    }
    let mayDecide =
      switch proposal.kind {
      case .code: viewer.role.givesCodes
      case .revoke: viewer.role.revokes
      }
    switch request.field("viec") {
    case "xac-nhan":
      guard mayDecide else { throw PageFault.forbidden }
      let code = try act(as: viewer.name, request) { try $0.confirm(id, by: viewer.name) }
      if let code {
        return try shown(code, try reader.directory.fullName(of: proposal.whom, on: reader.today), request, viewer)
      }
      return said(try revoked(proposal.whom, nil), request, viewer, current: .proposals)
    case "bo":
      guard mayDecide || proposal.author == viewer.name else { throw PageFault.forbidden }
      try act(as: viewer.name, request) { try $0.drop(id, by: viewer.name) }
      return said(Bilingual("Đã bỏ đề nghị.", "The request is withdrawn."), request, viewer, current: .proposals)
    default: throw PageFault.input
    }
  }

  /// - Parameter before: when the station had been revoked already.
  private func revoked(_ station: String, _ before: Int?) throws -> Bilingual {
    let named = try reader.named(station: station)
    guard let before else { return Bilingual("Đã thu hồi trạm \(named).", "Station \(named) is revoked.") }
    return Bilingual(
      "Trạm \(named) đã bị thu hồi từ \(Moment(before).text); không đổi gì.",
      "Station \(named) was already revoked on \(Moment(before).text); nothing changes.")
  }

  private func shown(
    _ code: EnrolmentCode, _ organ: String, _ request: PageRequest, _ viewer: Viewer
  ) throws -> PageResponse {
    let language = request.language
    let fingerprint = try act(as: viewer.name, request) { $0.identity.fingerprint }
    return page(
      request, viewer, PageRoute.codes.title, current: .codes,
      [
        tag("p", [], .text(Bilingual("Mã cho \(organ):", "The code for \(organ):")[language])),
        tag("p", [.init("class", "code")], .text(code.description)),
        tag(
          "p", [],
          .text(Bilingual("Dấu khóa của trung tâm: \(fingerprint)", "Fingerprint of the hub: \(fingerprint)")[language])
        ),
        tag(
          "p", [.init("class", "note")],
          .text(
            Bilingual(
              "Chỉ hiện một lần này. Đọc cho đúng người, qua điện thoại hay giấy; "
                + "mã dùng cho một trạm, trong \(Hub.codeDays) ngày.",
              "It is shown only once. Read it to the right person; "
                + "it is valid for one station, for \(Hub.codeDays) days."
            )[language])),
      ])
  }

  private func said(_ words: Bilingual, _ request: PageRequest, _ viewer: Viewer, current: PageRoute) -> PageResponse {
    let back = PageRoute.shown(to: viewer).contains(current) ? current : .overview
    return page(
      request, viewer, back.title, current: back,
      [
        tag("p", [.init("class", "note"), .init("role", "status")], .text(words[request.language])),
        tag("p", [], tag("a", [.init("href", back.rawValue)], .text(back.title[request.language]))),
      ])
  }
}

enum DeedRefusal: Refusal, Equatable {
  case noReason

  var words: Bilingual {
    switch self {
    case .noReason:
      Bilingual(
        "Chưa ghi lý do thu hồi; ghi vào rồi gửi lại.", "The reason is missing; enter it and send the form again.")
    }
  }
}
