import Wording

extension Act {
  /// One line of a document's trail: what was done, as a clerk would say it.
  public var words: Words {
    switch self {
    case .founded(let office):
      Words("lập sổ của \(office.name)", "began the file of \(office.name)")
    case .clerkNamed(let name): Words("thêm người dùng \(name)", "named clerk \(name)")
    case .bookOpened(let book): Words("mở \(book.name) năm \(book.year)", "opened book \(book.id)")
    case .groupNamed(let name, let members):
      Words("đặt nhóm \(name) gồm \(members.count) nơi nhận", "named group \(name) of \(members.count)")
    case .organNamed(let organ): Words("thêm cơ quan \(organ.name)", "named agency \(organ.name)")
    case .calendarSet(let year, _): Words("đặt lịch nghỉ năm \(year)", "set the calendar of \(year)")
    case .senderMuted(_, let name, let isMuted):
      isMuted ? Words("tắt tiếng \(name)", "muted \(name)") : Words("thôi tắt tiếng \(name)", "unmuted \(name)")
    case .epochBegun(let from): Words("tiếp tục từ bản sao lưu (sau \(from))", "went on from a backup (after \(from))")
    case .numbersConfirmed(let book, let last):
      Words("xác nhận số cuối trên giấy của sổ \(book): \(last)", "confirmed last paper number of \(book): \(last)")
    case .custodyHandedOver(let book, _, let to, let last):
      Words("giao sổ \(book) (số cuối \(last)) cho máy \(to)", "handed book \(book) (last \(last)) to station \(to)")
    case .custodyRecovered(let book, _, let last, let reason):
      Words("nhận lại sổ \(book), số cuối trên giấy \(last)", "took over book \(book), last on paper \(last)").because(
        reason)
    case .organsListed(let organs):
      Words("tỉnh cập nhật \(organs.count) cơ quan", "the province listed \(organs.count) agencies")
    case .stationEnrolled(let station, _, let name, _, _):
      Words("tỉnh ghi nhận máy \(station) \(name)", "the province enrolled station \(station) \(name)")
    case .stationRevoked(let station, let reason):
      Words("tỉnh loại máy \(station)", "the province revoked station \(station)").because(reason)

    case .registered(_, _, let number, let suffix, _, let reason, _, _):
      Words("đăng ký, số đến \(number)\(suffix ?? "")", "registered as arrival \(number)\(suffix ?? "")").because(
        reason)
    case .registeredProvisionally(_, _, let reason):
      Words("ghi tạm, chờ máy giữ sổ cấp số", "registered provisionally, awaits its number").because(reason)
    case .registerImported(_, let book, let number, let suffix, _, _, _):
      Words(
        "nhập từ sổ cũ \(book), số \(number)\(suffix ?? "")",
        "taken over from book \(book), number \(number)\(suffix ?? "")")
    case .submitted(_, let to): Words("trình \(to ?? "lãnh đạo")", "submitted to \(to ?? "the head")")
    case .routed(_, let assignments, let instruction, _):
      Words(
        "chuyển "
          + assignments.map { "\($0.unit) (\($0.role.words.vietnamese)\(due($0, "hạn")))" }.joined(separator: ", "),
        "routed to "
          + assignments.map { "\($0.unit) (\($0.role.words.english)\(due($0, "due")))" }.joined(separator: ", ")
      ).because(instruction)
    case .progressed(_, let note): Words("tiến độ: \(note)", "progress: \(note)")
    case .settled(_, let answer, let note):
      Words(
        answer.map { "giải quyết xong, trả lời bằng \($0)" } ?? "giải quyết xong",
        answer.map { "settled, answered by \($0)" } ?? "settled"
      ).because(note)
    case .sentBack(_, let reason): Words("trả lại nơi gửi", "sent back").because(reason)

    case .drafted: Words("lập dự thảo", "drafted")
    case .redrafted: Words("sửa dự thảo", "redrafted")
    case .issued(let document, _, _, _, let to, _, let reason, _, _):
      Words(
        "phát hành \(document.code) tới \(to.count) nơi nhận", "issued \(document.code) to \(to.count) recipients"
      ).because(reason)
    case .draftDiscarded: Words("bỏ, không cấp số", "discarded without a number")
    case .recalled(_, let reason): Words("thu hồi", "recalled").because(reason)
    case .reported(_, _, let status, let note, _):
      Words("báo nơi gửi: \(status.words.vietnamese)", "told the sender: \(status.words.english)").because(note)

    case .corrected(_, let field, let old, let new, let reason):
      Words(
        "đính chính \(field.words.vietnamese): “\(old)” → “\(new)”",
        "corrected \(field.words.english): “\(old)” → “\(new)”"
      ).because(reason)
    case .voided(_, let reason): Words("hủy số", "voided the number").because(reason)
    case .attached(_, let file): Words("đính kèm \(file.name)", "attached \(file.name)")
    case .detached(_, _, let reason): Words("gỡ tệp", "detached a file").because(reason)
    case .undone(let entry, _): Words("hoàn tác việc \(entry.sequence)", "undid entry \(entry.sequence)")
    }
  }

  /// The same, of what another office did: its correction of the author changes what the document says of itself, and not whose it is.
  public var wordsOfOthers: Words {
    guard case .corrected(_, .organName, let old, let new, let reason) = self else { return words }
    return Words(
      "đính chính tác giả ghi trên văn bản: “\(old)” → “\(new)”",
      "corrected the author the document names: “\(old)” → “\(new)”"
    ).because(reason)
  }

  private func due(_ assignment: Assignment, _ word: String) -> String {
    assignment.dueDate.map { ", \(word) \($0.display)" } ?? ""
  }
}

extension Words {
  /// The words with a reason or remark behind them, where there is one.
  fileprivate func because(_ reason: String?) -> Words {
    guard let reason, !reason.isEmpty else { return self }
    return Words("\(vietnamese): \(reason)", "\(english): \(reason)")
  }
}
