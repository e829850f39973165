import Wording

/// Why a file cannot be opened as an office.
public enum OpenRefusal: Refusal, Equatable {
  case noFile(String)
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
    case .exists, .foreign, .later, .outdated: false
    }
  }

  /// Whether the file there is no office, or not a complete one; not if there is none, or one of another version.
  public var isOfStorage: Bool {
    switch self {
    case .foreign, .broken: true
    case .noFile, .exists, .later, .outdated: false
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
