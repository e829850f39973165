import Wording

package enum ScreenRefusal: Refusal, Equatable {
  case shellOnly(String)
  case nothingSelected
  case onlyOne(String)
  case numbersFirst
  /// The result would go to the standard output.
  case needsFile

  package var words: Bilingual {
    switch self {
    case .shellOnly(let name):
      Bilingual(
        "Lệnh \(name) chỉ dùng ngoài màn hình: vanthu \(name).", "\(name) is only for the shell: vanthu \(name).")
    case .nothingSelected:
      Bilingual("Chưa chọn văn bản nào.", "No document is selected.")
    case .needsFile:
      Bilingual(
        "Trên màn hình thì xuất vào một tệp: nêu tên tệp (--to TỆP).",
        "On the screen it is written to a file: name one (--to FILE).")
    case .onlyOne(let name):
      Bilingual(
        "Lệnh \(name) chỉ làm trên một văn bản; bỏ bớt dấu.", "\(name) works on one document; unmark the others.")
    case .numbersFirst:
      Bilingual(
        "Chưa cấp số được: gõ :numbers để cho biết số cuối trên giấy của từng sổ.",
        "No numbers yet: type :numbers to enter the last one on paper of each book.")
    }
  }
}
