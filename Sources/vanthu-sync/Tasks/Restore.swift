import CommandWords
import Office
import Records
import Wording

extension HelperTask {
  /// `vanthu restore --from-hub`: rebuilds the file of a lost PC from what the hub holds. Numbers are given only after
  /// the last numbers on paper were asked for.
  func comeBack() throws -> Outcome {
    let (office, newName) = try fill(as: .replace)
    try office.act(context) {
      try $0.comeBack()
      if let newName { try $0.rename(to: newName) }
    }
    try exchangeAgain(office)
    let aside = try moved(office)
    let kept = aside.map { say(" Tệp cũ nằm ở \($0).", " The previous file is at \($0).") } ?? ""
    let numbers = request.leavesTexts == true ? ":numbers" : "vanthu numbers"
    return Outcome(
      say(
        "Đã lấy lại toàn bộ sổ từ tỉnh.\(kept)"
          + " Trước khi cấp số: cho biết số cuối trên giấy của từng sổ bằng \(numbers).",
        "Everything was restored from the hub.\(kept)"
          + " Before assigning numbers, enter the last number on paper of every book with \(numbers)."
      ), json: .object([("office", .string(request.office)), ("setAside", JSON(aside))]))
  }
}
