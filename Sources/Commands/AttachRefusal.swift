import Records
import Wording

package enum AttachRefusal: Refusal, Equatable {
  case noScan(String)
  case noFile(String)

  package var words: Bilingual {
    switch self {
    case .noScan(let folder):
      Bilingual(
        "Không có tệp quét nào trong \(folder); quét lại, hoặc chỉ tệp bằng --file.",
        "There is no scan in \(folder); scan again, or name the file with --file.")
    case .noFile(let reference):
      Bilingual(
        "Văn bản \(reference) không có tệp nào; kèm tệp bằng vanthu attach.",
        "Document \(reference) has no file; attach one with vanthu attach.")
    }
  }
}
