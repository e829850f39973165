import Wording

enum WorkbenchRefusal: Refusal, Equatable {
  case shellOnly(String)
  case nothingSelected
  case onlyOne(String)
  /// What would go to the standard output.
  case needsFile

  var words: Words {
    switch self {
    case .shellOnly(let name):
      Words("Lệnh \(name) chỉ dùng ngoài màn hình: vanthu \(name).", "\(name) is for the shell: vanthu \(name).")
    case .nothingSelected:
      Words("Chưa chọn văn bản nào.", "No document is selected.")
    case .needsFile:
      Words(
        "Trên màn hình thì xuất vào một tệp: nêu tên tệp (--to TỆP).",
        "On the screen it goes into a file: name one (--to FILE).")
    case .onlyOne(let name):
      Words("Lệnh \(name) chỉ làm trên một văn bản; bỏ bớt dấu.", "\(name) works on one document; unmark the others.")
    }
  }
}
