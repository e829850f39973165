import Wording

/// The shell's advice about an office's file that is lost or damaged: what is wrong, and which backup can be restored.
public enum BackupAdvice {
  /// Returns the sentence of a refusal, with the newest backup of the office in it if that is the way out.
  public static func words(_ refusal: any Refusal) -> Bilingual {
    switch refusal {
    case StorageRefusal.damaged(let path):
      guard let newest = FoundBackup.newest(near: path)?.path else { return refusal.words }
      return Bilingual(
        "Tệp \(path) bị hỏng; chạy vanthu verify để xem hỏng ở đâu, rồi phục hồi từ bản mới nhất: "
          + "vanthu restore \(newest).",
        "\(path) is damaged; run vanthu verify to see where, then restore the newest backup: "
          + "vanthu restore \(newest)."
      )
    case StorageRefusal.foundDamaged(let path):
      guard let newest = FoundBackup.newest(near: path)?.path else { return refusal.words }
      return Bilingual(
        "Tệp sổ \(path) bị hỏng: không cấp số nữa, chưa sao lưu được; phục hồi từ bản tốt mới nhất: "
          + "vanthu restore \(newest), hay phím 7 trên màn hình.",
        "The office's file \(path) is damaged: no more numbers are assigned and no backup is made; "
          + "restore the newest good backup: vanthu restore \(newest), or key 7 on the screen."
      )
    case OpenRefusal.noFile(let path):
      guard let newest = FoundBackup.newest(near: path)?.path else { return refusal.words }
      return Bilingual(
        "Không còn tệp sổ ở \(path), nhưng có bản sao lưu: vanthu restore \(newest); "
          + "hoặc chỉ đúng tệp bằng --office TỆP.",
        "There is no office file at \(path) any more, but there is a backup: vanthu restore \(newest); "
          + "or name the right file with --office FILE."
      )
    default: return refusal.words
    }
  }
}
