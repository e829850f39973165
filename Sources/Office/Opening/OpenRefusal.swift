import Wording

/// Why a file cannot be opened as an office.
public enum OpenRefusal: Refusal, Equatable {
  case noFile(String)
  /// There is none, and one has come back from the hub in part.
  case comingBack(String)
  case exists(String)
  case foreign(String)
  case later(String)
  /// Of an earlier version, and cannot be migrated here.
  case outdated(String)
  /// Nothing of an office is left in it, or not enough.
  case broken(String, WaysOn)

  /// Whether an office may be created where it was looked for.
  public var letsBegin: Bool {
    switch self {
    case .noFile: true
    case .broken(_, let ways): ways.file == .empty
    case .comingBack, .exists, .foreign, .later, .outdated: false
    }
  }

  /// Whether the file there is no office, or not a complete one; not if there is none, or one of another version.
  public var isOfStorage: Bool {
    switch self {
    case .foreign, .broken: true
    case .noFile, .comingBack, .exists, .later, .outdated: false
    }
  }

  static func mayBeBroken(_ refusal: any Refusal, _ path: String) -> Bool {
    if let refusal = refusal as? StorageRefusal { return refusal == .damaged(path) || refusal == .foreign(path) }
    return refusal as? OpenRefusal == .foreign(path)
  }

  public var words: Bilingual {
    switch self {
    case .noFile(let path):
      Bilingual(
        "Chưa có sổ của cơ quan ở \(path); lập sổ mới bằng vanthu init, hoặc chỉ đúng tệp bằng --office TỆP.",
        "There is no office file at \(path); create one with vanthu init, or name the right file with --office FILE.")
    case .comingBack(let path):
      Bilingual(
        "Lần lấy sổ về từ tỉnh chưa xong (phần đã nhận nằm ở \(Office.pathOfComingBack(path))): gõ lại đúng lệnh "
          + "vanthu restore --from-hub, hay vanthu join, với cùng mã để nhận tiếp; đừng lập sổ mới.",
        "Registers are still coming back from the hub (what has come is at \(Office.pathOfComingBack(path))): run the "
          + "same vanthu restore --from-hub, or vanthu join, with the same code to go on; do not create a new register."
      )
    case .exists(let path):
      Bilingual(
        "Đã có tệp \(path); chọn tên khác bằng --office TỆP, không ghi đè lên sổ đang có.",
        "\(path) already exists; choose another name with --office FILE, a register is never overwritten.")
    case .foreign(let path):
      Bilingual(
        "Tệp \(path) không phải là sổ của vanthu; chỉ đúng tệp bằng --office TỆP.",
        "\(path) is not a vanthu office file; name the right file with --office FILE.")
    case .later(let path):
      Bilingual(
        "Tệp \(path) do bản vanthu mới hơn ghi; hãy cập nhật chương trình rồi mở lại.",
        "\(path) was written by a later vanthu; update the program and open it again.")
    case .broken(let path, let ways): ways.words(path)
    case .outdated(let path):
      Bilingual(
        "Tệp \(path) do bản vanthu cũ ghi và ở đây chỉ đọc được, chưa chuyển sang bản này được; nhờ người phụ trách "
          + "máy cho ghi lại, hoặc chép tệp (cả \(path)-wal nếu có) sang nơi ghi được, mở bằng --office, chỉ để xem.",
        "\(path) was written by an earlier vanthu and can only be read here, so it cannot be upgraded; "
          + "have it made writable, or copy it (and \(path)-wal if there is one) to a writable place and open "
          + "that with --office, for viewing only."
      )
    }
  }
}
