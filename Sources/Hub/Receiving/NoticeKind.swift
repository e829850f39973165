import Exchange
import Records
import Vietnamese
import Wording

/// The kind of a notice: a code for programs, a sentence for people.
enum NoticeKind {
  case challenge
  case gap
  case fork
  case signature
  case full
  case act
  /// One of its fields is longer than any register holds.
  case field
  case audience
  /// A report on a document that has not come yet: it is passed on when its office sends that.
  case awaited
  /// The issuer named in the document, which is not the office that signed it.
  case sender(String, signedBy: String)
  /// The sentence names the other entry, or the holder of the book.
  case number(Bilingual)
  /// Entries that were held back for their numbers are delivered now.
  case released([EntryReference])
  /// An entry of another office that fits into no delivery frame.
  case length
  /// The station holds entries of the hub's own journal that the hub lacks, and is asked for them.
  case evidence
  /// The station's mailbox begins again: it is asked for what it was given before and the mailbox does not name.
  case deliveries
  /// An entry of the office that the hub had lost and a reader brought back; the entry comes with it.
  case regained
  /// The station began its mailbox again too often today.
  case again
  /// The office has exceeded an allowance.
  case allowance(Overstep)
  /// The administrator has revoked the station.
  case revoked
  /// Another PC has the name of this one.
  case replaced
  /// A document that its office took back before anything of it was given to this one. The sentence names it.
  case withdrawn(Bilingual)
  /// For the office that recalled a document: the readers to whom it was not given; `nil` for all of them.
  case keptBack(Bilingual, from: [Organ.ID]?)

  /// The code of `released` names the entries, of which there may be too many for one notice: the receipts of their
  /// readers say so of the others.
  var code: String {
    switch self {
    case .withdrawn: "withdrawn"
    case .awaited: "awaited"
    case .deliveries: "deliveries"
    case .regained: "regained"
    case .keptBack(_, let organs): (["keptBack"] + (organs ?? [])).joined(separator: " ")
    case .released(let entries): ReleasedNotice(entries: Array(entries.prefix(ReleasedNotice.most))).code
    default: ending.rawValue
    }
  }

  /// The ending of a contact with this notice.
  private var ending: ContactEnding {
    switch self {
    // No contact ends with them.
    case .withdrawn, .keptBack, .deliveries, .regained, .awaited: .whole
    case .challenge: .challenge
    case .gap: .gap
    case .fork: .fork
    case .signature: .signature
    case .full: .full
    case .act: .act
    case .field: .field
    case .audience: .audience
    case .sender: .sender
    case .number, .released: .number
    case .length: .length
    case .evidence: .evidence
    case .again: .again
    case .allowance: .allowance
    case .revoked: .revoked
    case .replaced: .replaced
    }
  }

  var words: Bilingual {
    switch self {
    case .challenge:
      Bilingual(
        "Trung tâm cần trạm xác nhận lại; chương trình tự gửi lại, không phải làm gì.",
        "The hub asks the station to prove itself again; the program repeats by itself, nothing need be done.")
    case .gap:
      Bilingual(
        "Trung tâm còn thiếu các mục nhật ký trước đó; chương trình tự gửi lại từ chỗ thiếu.",
        "The hub lacks entries before these; the program sends them again by itself.")
    case .fork:
      Bilingual(
        "Trung tâm đã giữ một mục khác cùng tên: sổ này có bản sao ghi song song; "
          + "hãy báo quản trị tỉnh trước khi cấp số tiếp.",
        "The hub has a different entry with this name: a copy of this file was also written to; "
          + "tell the administrator of the province before assigning another number."
      )
    case .signature:
      Bilingual(
        "Chữ ký của trạm không đúng; hãy báo quản trị tỉnh kiểm tra trạm gửi.",
        "A signature of the station is not valid; have the sending station checked by "
          + "the administrator of the province."
      )
    case .full:
      Bilingual(
        "Ổ đĩa của trung tâm sắp đầy: sổ vẫn được nhận, tệp kèm theo thì chưa; hãy gửi lại sau.",
        "The hub's disk is nearly full: entries are accepted, files are not; send them again later.")
    case .act:
      Bilingual(
        "Trung tâm giữ mục này nhưng chưa đọc được nên chưa chuyển cho ai; hãy báo quản trị tỉnh cập nhật trung tâm.",
        "The hub has this entry but cannot read it and delivered it to no office; "
          + "tell the administrator of the province to update the hub."
      )
    case .field:
      Bilingual(
        "Trung tâm giữ mục này nhưng có phần ghi dài quá mức của sổ nên không chuyển cho ai; "
          + "hãy lập lại với nội dung ngắn hơn.",
        "The hub has this entry, but one of its fields is too long for a register, so it was delivered to no office; "
          + "repeat it with a shorter text."
      )
    case .audience:
      Bilingual(
        "Mục này nói về văn bản không phải của cơ quan và cũng không gửi cho cơ quan, nên không được chuyển cho ai; "
          + "hãy xem lại văn bản.",
        "This entry is about a document that is not the office's own and was not sent to it, so it was not delivered; "
          + "check the document."
      )
    case .awaited:
      Bilingual(
        "Báo này đến tỉnh trước văn bản; tỉnh giữ lại, chuyển đi khi cơ quan gửi văn bản ấy đến; không phải làm gì.",
        "This report has reached the hub before its document; it is passed on when the office of that sends it; "
          + "nothing need be done.")
    case .sender(let written, let office):
      Bilingual(
        "Văn bản ghi cơ quan ban hành là “\(cut(cleaned(written)))” nhưng máy ký là của \(office), "
          + "nên không được chuyển cho ai. Hãy hủy số này rồi phát hành lại dưới tên \(office) (sổ mang tên sai thì "
          + "sửa bằng vanthu enrol --rename), hoặc xin quản trị tỉnh cho ban hành thay.",
        """
        The document names “\(cut(cleaned(written)))” as its issuer, but the station that signed it is of \(office), \
        so it was not delivered. Void this number and issue it again as \(office) \
        (vanthu enrol --rename corrects a register with a wrong name), or ask the administrator of the province \
        to let the office issue for that body.
        """
      )
    case .number(let words), .withdrawn(let words), .keptBack(let words, _): words
    case .released(let entries):
      Bilingual(
        "Số đã rõ, \(entries.count) việc trước bị giữ lại nay đã chuyển đi; không phải làm gì.",
        "The numbers are settled: \(entries.count) entries that were held back are delivered; nothing need be done.")
    case .allowance(let overstep): overstep.words
    case .length:
      Bilingual(
        "Mục này quá dài để chuyển; hãy hỏi nơi gửi.",
        "This entry is too long to be delivered; ask its sender.")
    case .revoked:
      Bilingual(
        "Tỉnh đã loại máy này và không nhận gì của nó nữa. Đừng cấp số ở đây; hỏi quản trị tỉnh.",
        "This PC was revoked, and the hub accepts nothing from it any more. Assign no numbers here; ask the "
          + "administrator of the province."
      )
    case .replaced:
      Bilingual(
        "Máy khác đã được thay vào chỗ máy này, tỉnh không nhận gì của nó nữa. Đừng cấp số ở đây; "
          + "hỏi quản trị tỉnh.",
        "Another PC has taken the place of this one, and the hub accepts nothing from it any more. "
          + "Assign no numbers here; ask the administrator of the province."
      )
    case .evidence:
      Bilingual(
        "Máy này giữ mục của trung tâm mà trung tâm không còn; "
          + "chương trình tự gửi lại làm bằng chứng, không phải làm gì.",
        "This station has entries of the hub that the hub has lost; "
          + "the program sends them as evidence, nothing need be done."
      )
    case .deliveries:
      Bilingual(
        "Trung tâm có thể đã mất thư từng giao cho máy này; chương trình tự gửi lại phần còn thiếu, không phải làm gì.",
        "The hub may have lost what this station was given before; the program sends back what is missing, "
          + "nothing need be done."
      )
    case .regained:
      Bilingual(
        "Trung tâm đã mất mục này khi phục hồi dữ liệu và đã nhận lại từ nơi nhận; không phải làm gì.",
        "The hub lost this entry when its data was restored and has received it back from a reader; "
          + "nothing need be done."
      )
    case .again:
      Bilingual(
        "Hôm nay máy này đã nhận lại hộp thư từ đầu quá nhiều lần: hôm nay chỉ gửi, mai nhận tiếp; "
          + "hãy báo quản trị tỉnh.",
        "This station restarted its mailbox too often today: it may send, and receives mail again tomorrow; "
          + "tell the administrator of the province."
      )
    }
  }
}
