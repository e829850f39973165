import Records
import Vietnamese
import Wording

extension TextEncoding {
  /// The encoding as a sentence names it: `TCVN3 (ABC)`, `TCVN3 (ABC) lưu nhầm thành UTF-8`.
  public var words: Bilingual {
    isMisread
      ? Bilingual("\(page.title) lưu nhầm thành UTF-8", "\(page.title) misread into UTF-8")
      : Bilingual(page.title, page.title)
  }
}

/// The reason why a text cannot be read or written in a code page. The sentence names the option that helps.
public enum EncodingRefusal: Refusal, Equatable {
  /// The code page is not certain; `option` names it.
  case unsure(Detection, option: String)
  /// `mayReplace`: the command has an option `--replace`.
  case undecoded(UndecodedBytes, count: Int, TextEncoding, option: String, mayReplace: Bool)
  case unwritable(UnwritableLetter, count: Int, CodePage)

  public var words: Bilingual {
    switch self {
    case .unsure(let detection, let option): EncodingRefusal.doubt(detection, option)
    case .undecoded(let first, let count, let encoding, let option, let mayReplace):
      Bilingual(
        "Dòng \(first.place.line), chữ thứ \(first.place.column): "
          + "\(first.hexadecimal) không có nghĩa trong \(encoding.words.vietnamese)\(more(count).vietnamese); "
          + "xem lại \(option)\(mayReplace ? ", hoặc thêm --replace để thay bằng dấu �" : " rồi làm lại").",
        "Line \(first.place.line), character \(first.place.column): "
          + "\(first.hexadecimal) means nothing in \(encoding.words.english)\(more(count).english); "
          + "check \(option)\(mayReplace ? ", or add --replace to put � there" : "")."
      )
    case .unwritable(let first, let count, let page):
      Bilingual(
        "Dòng \(first.place.line), chữ thứ \(first.place.column): "
          + "“\(first.letter)” không có trong \(page.title)\(more(count).vietnamese); chọn bảng mã khác bằng --to, "
          + "hoặc thêm --replace để thay bằng dấu ?.",
        "Line \(first.place.line), character \(first.place.column): \(page.title) has no "
          + "“\(first.letter)”\(more(count).english); choose another page with --to, or add --replace to put ? there."
      )
    }
  }

  private func more(_ count: Int) -> Bilingual {
    count > 1 ? Bilingual(" (và \(count - 1) chỗ nữa)", " (and \(count - 1) more)") : ""
  }

  private static func doubt(_ detection: Detection, _ option: String) -> Bilingual {
    let best = detection.encoding ?? TextEncoding(.utf8)
    switch detection.doubt {
    case .binary:
      return Bilingual(
        "Đây không phải là tệp chữ; nếu là tệp Word hay Excel thì mở ra, lưu dạng .txt hay .csv rồi làm lại.",
        "This is not a text file; if it is a Word or Excel file, save it as .txt or .csv and try again.")
    case .close(let other):
      return Bilingual(
        "Bảng mã có thể là \(best.words.vietnamese), cũng có thể là \(other.words.vietnamese); "
          + "nêu rõ bằng \(option) \(best.name) hoặc \(option) \(other.name).",
        "The code page may be \(best.words.english) or \(other.words.english); "
          + "choose one with \(option) \(best.name) or \(option) \(other.name)."
      )
    case .nothingFits:
      return Bilingual(
        "Không bảng mã tiếng Việt nào đọc được tệp này; nếu biết bảng mã thì nêu bằng \(option).",
        "No Vietnamese code page makes sense of this file; if you know which it is, name it with \(option).")
    case .mixed(let line, let other):
      return Bilingual(
        "Tệp đọc được là \(best.words.vietnamese), nhưng dòng \(line) lại là \(other.words.vietnamese); "
          + "tách tệp ra từng phần, hoặc nêu một bảng mã cho tất cả bằng \(option).",
        "The file reads as \(best.words.english), but line \(line) as \(other.words.english); "
          + "split the file, or name one page for all of it with \(option)."
      )
    case .tooShort, nil:
      return Bilingual(
        "Quá ít chữ có dấu để biết chắc bảng mã (giống \(best.words.vietnamese) nhất); "
          + "nêu rõ bằng \(option) \(best.name) hay bảng mã khác.",
        "There are too few letters with marks to be sure of the code page (most likely \(best.words.english)); "
          + "choose one with \(option) \(best.name) or another."
      )
    }
  }
}
