import Wording

package enum ScreenRefusal: Refusal, Equatable {
  /// The command, and the line as it was typed.
  case shellOnly(String, line: String)
  /// An option that is only for the shell, and the line as it was typed.
  case shellOption(String, line: String)
  case nothingSelected
  case onlyOne(String)
  case numbersFirst
  /// Another PC holds the book; the keys that hand it over there and take it here.
  case heldElsewhere(String, String, handOver: String, take: String)
  /// The result would go to the standard output.
  case needsFile

  package var words: Bilingual {
    switch self {
    case .shellOnly(let name, let line):
      Bilingual(
        "Lệnh \(name) chỉ dùng ngoài màn hình: vanthu \(line).", "\(name) is only for the shell: vanthu \(line).")
    case .shellOption(let name, let line):
      Bilingual(
        "\(name) chỉ dùng ngoài màn hình: vanthu \(line).", "\(name) is only for the shell: vanthu \(line).")
    case .nothingSelected:
      Bilingual("Chưa chọn văn bản nào.", "No document is selected.")
    case .needsFile:
      Bilingual(
        "Trên màn hình thì xuất vào một tệp: nêu tên tệp (--to TỆP).",
        "On the screen it is written to a file: name one (--to FILE).")
    case .onlyOne(let name):
      Bilingual(
        "Lệnh \(name) chỉ làm trên một văn bản; bỏ bớt dấu.", "\(name) works on one document; unmark the others.")
    case .heldElsewhere(let book, let station, let handOver, let take):
      Bilingual(
        "\(book) do máy “\(station)” giữ nên chỉ máy đó cấp số: làm ở máy đó, hoặc nhờ máy đó giao sổ (\(handOver)) "
          + "rồi nhận ở đây (\(take)).",
        "\(book) is held by “\(station)”, and only that station assigns its numbers: do it there, or have it "
          + "handed over there (\(handOver)) and take it here (\(take)).")
    case .numbersFirst:
      Bilingual(
        "Chưa cấp số được: gõ :numbers để cho biết số cuối trên giấy của từng sổ.",
        "No numbers yet: type :numbers to enter the last one on paper of each book.")
    }
  }
}
