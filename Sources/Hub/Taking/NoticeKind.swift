import Wording

/// What a notice is about: a code for programs, a sentence for people.
enum NoticeKind {
  case challenge
  case gap
  case fork
  case signature
  case full
  case act
  case audience
  /// With which other entry, or who holds the book.
  case number(Words)
  /// An entry of another office that fits into no delivery.
  case length

  var code: String {
    switch self {
    case .challenge: "challenge"
    case .gap: "gap"
    case .fork: "fork"
    case .signature: "signature"
    case .full: "full"
    case .act: "act"
    case .audience: "audience"
    case .number: "number"
    case .length: "length"
    }
  }

  var words: Words {
    switch self {
    case .challenge:
      Words(
        "Trung tâm cần trạm xác nhận lại; chương trình tự gửi lại, không phải làm gì.",
        "The hub asks the station to prove itself anew; the program repeats by itself, nothing need be done.")
    case .gap:
      Words(
        "Trung tâm còn thiếu các mục nhật ký trước đó; chương trình tự gửi lại từ chỗ thiếu.",
        "The hub lacks entries before these; the program sends again from there by itself.")
    case .fork:
      Words(
        "Trung tâm đã giữ một mục khác cùng tên: sổ này có bản sao ghi song song; hãy báo quản trị tỉnh trước khi cấp số tiếp.",
        "The hub holds another entry of this name: a copy of this file was written to as well; tell the administrator of the province before giving another number."
      )
    case .signature:
      Words(
        "Chữ ký của trạm không đúng; hãy báo quản trị tỉnh kiểm tra trạm gửi.",
        "A signature of the station does not hold; have the sending station checked by the administrator of the province."
      )
    case .full:
      Words(
        "Ổ đĩa của trung tâm sắp đầy: sổ vẫn được nhận, tệp kèm theo thì chưa; hãy gửi lại sau.",
        "The hub's disk is nearly full: entries are taken, files are not; send them again later.")
    case .act:
      Words(
        "Trung tâm giữ mục này nhưng chưa đọc được nên chưa chuyển cho ai; hãy báo quản trị tỉnh cập nhật trung tâm.",
        "The hub holds this entry but cannot read it and gave it to nobody; tell the administrator of the province to update the hub."
      )
    case .audience:
      Words(
        "Mục này nói về văn bản không phải của cơ quan và cũng không gửi cho cơ quan, nên không được chuyển cho ai; hãy xem lại văn bản.",
        "This entry speaks of a document that is neither the office's own nor was sent to it, so nobody was given it; look at the document again."
      )
    case .number(let words): words
    case .length:
      Words(
        "Mục này quá dài để chuyển; hãy hỏi nơi gửi.",
        "This entry is too long to be delivered; ask its sender.")
    }
  }
}
