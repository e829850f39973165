import Commands
import Office
import Wording

/// Why the inbox cannot be shown, for the screens that are shown instead: what is wrong, and what to do about it there.
enum RecoveryWords {
  /// Returns the sentence above the list of backups; `nil` where no backup helps, such as for a file that another
  /// program is just writing.
  static func overBackups(_ refusal: any Refusal) -> Bilingual? {
    guard let what = what(refusal) else { return nil }
    let begins = (refusal as? OpenRefusal)?.letsBegin == true
    return Bilingual(
      """
      \(what.vietnamese). Chọn một bản sao lưu rồi Enter để \
      phục hồi\(begins ? "; nếu chưa từng có sổ, n để lập sổ mới" : "").
      """,
      """
      \(what.english). Choose a backup and press Enter to \
      restore it\(begins ? "; if there never was a register, n creates one" : "").
      """
    )
  }

  /// Returns the sentence on the welcome screen, where no backup was found; `nil` where nothing is wrong.
  static func overBeginning(_ refusal: OpenRefusal) -> Bilingual? {
    guard case .broken(let path, let ways) = refusal else { return nil }
    let what = ways.file.words(path)
    return Bilingual(
      """
      \(what.vietnamese); gần đây không thấy bản sao lưu nào. Đã từng có sổ thì cắm USB sao lưu rồi mở lại, \
      hoặc gõ :restore TỆP; đừng lập sổ mới.
      """,
      """
      \(what.english); no backup was found nearby. If there was a register, insert the stick with its backups and \
      start again, or type :restore FILE; do not create a new one.
      """
    )
  }

  private static func what(_ refusal: any Refusal) -> Bilingual? {
    switch refusal {
    case OpenRefusal.noFile(let path):
      Bilingual(
        "Không còn tệp sổ ở \(path), nhưng có bản sao lưu", "There is no office file at \(path), but there are backups")
    case OpenRefusal.broken(let path, let ways): ways.file.words(path)
    case OpenRefusal.foreign(let path), StorageRefusal.foreign(let path):
      Bilingual(
        "Tệp \(path) không phải là sổ của vanthu, hoặc đã bị ghi đè",
        "\(path) is not a vanthu office file, or was overwritten")
    case StorageRefusal.damaged(let path), StorageRefusal.foundDamaged(let path):
      Bilingual("Tệp \(path) bị hỏng", "\(path) is damaged")
    case StorageRefusal.failing(let path):
      Bilingual("Ổ đĩa chứa \(path) báo lỗi đọc, ghi", "The disk of \(path) fails to read or write")
    default: nil
    }
  }
}
