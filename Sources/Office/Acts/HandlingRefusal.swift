import Records
import Wording

extension OfficeTransaction {
  /// Refuses what cannot be done with a line of this direction or in this state.
  func expect(
    _ line: DocumentLine, _ direction: Book.Direction, _ verb: String, _ english: String, _ states: Set<Processing>
  ) throws {
    guard line.direction == direction else {
      throw HandlingRefusal.wrongDirection(line.reference, Bilingual(verb, english), direction)
    }
    guard states.contains(line.state) else {
      throw HandlingRefusal.wrongState(line.reference, Bilingual(verb, english), line.state)
    }
  }
}

public enum HandlingRefusal: Refusal, Equatable {
  case nobody
  case twoLeads
  case noLead
  case dueBeforeArrival(Day, Day)
  case wrongDirection(String, Bilingual, Book.Direction)
  case wrongState(String, Bilingual, Processing)

  public var words: Bilingual {
    switch self {
    case .nobody:
      Bilingual(
        "Chưa có đơn vị nào nhận; nêu đơn vị chủ trì bằng --lead, hoặc để biết bằng --inform.",
        "No unit is named to receive it; name the lead unit with --lead, or --inform for information.")
    case .twoLeads:
      Bilingual(
        "Chỉ một đơn vị được chủ trì (Nghị định 30/2020, điều 23); các đơn vị khác ghi là phối hợp.",
        "Only one unit leads (Decree 30/2020, article 23); name the others as cooperating.")
    case .noLead:
      Bilingual(
        "Có đơn vị phối hợp mà chưa có đơn vị chủ trì; thêm --lead.",
        "There is a cooperating unit but no lead; add --lead.")
    case .dueBeforeArrival(let due, let day):
      Bilingual(
        "Hạn \(due.display) ở trước ngày đến \(day.display); xem lại hạn.",
        "The due date \(due.display) is before the arrival \(day.display); check the dates.")
    case .wrongDirection(let reference, let verb, let direction):
      switch direction {
      case .incoming:
        Bilingual(
          "\(reference) là văn bản đi, không \(verb.vietnamese) được; chọn một văn bản đến.",
          "\(reference) is an outgoing document and cannot be \(verb.english); choose an incoming one.")
      case .outgoing:
        Bilingual(
          "\(reference) là văn bản đến, không \(verb.vietnamese) được; chọn một văn bản đi.",
          "\(reference) is an incoming document and cannot be \(verb.english); choose an outgoing one.")
      }
    case .wrongState(let reference, let verb, .withdrawn):
      Bilingual(
        "Nội dung văn bản \(reference) đã hủy theo yêu cầu thu hồi của nơi gửi, không \(verb.vietnamese) được nữa; "
          + "cần văn bản thì đề nghị nơi gửi phát hành lại.",
        "The content of document \(reference) was destroyed because its sender recalled it, "
          + "and it cannot be \(verb.english) any more; if it is needed, ask its sender to issue it again."
      )
    case .wrongState(let reference, let verb, let state):
      Bilingual(
        "Văn bản \(reference) \(state.words.vietnamese), không \(verb.vietnamese) được nữa; "
          + "hoàn tác việc trước nếu nhầm.",
        "Document \(reference) is \(state.words.english) and cannot be \(verb.english) now; "
          + "undo the earlier act if it was a mistake."
      )
    }
  }
}
