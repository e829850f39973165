import DurableFile
import Records
import Wording

/// A broken file in the place of an office's, recognised by its beginning and its length.
public enum BrokenFile: Equatable, Sendable {
  case empty
  case zeros
  /// Shorter than its own header says: the bytes it has, the bytes it should have.
  case cutOff(Int, of: Int)
  /// A database without one of our tables.
  case withoutTables
  /// The file is gone, and a log beside it holds acts.
  case logOnly

  /// Returns what is wrong with the file; `nil` if it is none of this.
  static func of(_ path: String) -> BrokenFile? {
    guard let mark = FileMark(path) else { return (FileMark(path + "-wal")?.size ?? 0) > 0 ? .logOnly : nil }
    guard mark.isRegular else { return nil }
    if mark.size == 0 { return .empty }
    let head = beginning(of: path)
    if head.allSatisfy({ $0 == 0 }) { return .zeros }
    guard let size = size(head), size > mark.size else { return nil }
    return .cutOff(mark.size, of: size)
  }

  /// Returns how long a file of ours should be according to its header, in bytes; nil if it is not ours.
  static func size(_ head: [UInt8]) -> Int? {
    func number(_ range: Range<Int>) -> Int { head[range].reduce(0) { $0 << 8 | Int($1) } }
    guard head.count >= 100, head[..<16] == Array("SQLite format 3\0".utf8)[...],
      number(68..<72) == Office.applicationID
    else { return nil }
    let page = number(16..<18) == 1 ? 65_536 : number(16..<18)
    return page * number(28..<32)
  }

  static func beginning(of path: String) -> [UInt8] {
    guard let file = try? OpenFile(path) else { return [] }
    return (try? file.read(4096, at: 0)) ?? []
  }

  /// Returns what is wrong, without a full stop.
  public func words(_ path: String) -> Words {
    switch self {
    case .empty:
      Words(
        "Tệp \(path) rỗng (0 byte), thường do mất điện hoặc đầy đĩa",
        "\(path) is empty (0 bytes), as a power cut or a full disk leaves it")
    case .zeros:
      Words(
        "Tệp \(path) chỉ toàn byte 0, thường do mất điện", "\(path) holds nothing but zeros, as a power cut leaves it")
    case .cutOff(let size, let whole):
      Words(
        "Tệp \(path) bị cụt: có \(size) byte, phải có \(whole)",
        "\(path) is cut off: it has \(size) bytes and should have \(whole)")
    case .withoutTables:
      Words("Tệp \(path) không có bảng nào của vanthu", "\(path) has none of vanthu's tables")
    case .logOnly:
      Words(
        "Không có tệp \(path), chỉ còn \(path)-wal", "There is no file \(path), only \(path)-wal")
    }
  }
}

/// The ways out of a broken file.
public struct WaysOn: Equatable, Sendable {
  public var file: BrokenFile
  /// Backups nearby that can be read, the newest first.
  public var backups: [FoundBackup]
  /// The same, each with the day of its last act, and with the agency if it may be another:
  /// `/media/usb/so.db [20/11/2026]`.
  private var labels: [String]
  /// Whether they are certainly this office's.
  private var areOwn: Bool

  init(_ file: BrokenFile, _ path: String) {
    self.file = file
    let found = FoundBackup.readable(near: path).prefix(3)
    backups = found.map(\.backup)
    areOwn = backups.allSatisfy { $0.owner == .own }
    labels = found.map { backup, lastAct in
      let day = Day(unixSeconds: Int(lastAct / 1000)).display
      return "\(backup.path) [\([backup.owner.agency, day].filter { !$0.isEmpty }.joined(separator: ", "))]"
    }
  }

  func words(_ path: String) -> Words {
    let what = file.words(path)
    var (vietnamese, english): ([String], [String]) = ([], [])
    if let first = labels.first {
      let others = labels.dropFirst()
      let more = others.isEmpty ? "" : " (\(others.joined(separator: ", ")))"
      let how = areOwn ? Words("phục hồi", "go back to a backup") : WaysOn.doubtful
      vietnamese.append("\(how.vietnamese): vanthu restore \(first)" + more.replacing("(", with: "(còn có "))
      english.append("\(how.english): vanthu restore \(first)" + more.replacing("(", with: "(there are also "))
    } else {
      vietnamese.append("phục hồi từ bản sao lưu: vanthu restore TỆP (gần đây không thấy bản nào)")
      english.append("go back to a backup: vanthu restore FILE (none was found nearby)")
    }
    vietnamese.append("đã gửi nhận với tỉnh: vanthu restore --from-hub ĐỊA-CHỈ --code MÃ")
    english.append("the province has it: vanthu restore --from-hub URL --code CODE")
    switch file {
    case .empty:
      vietnamese.append("chưa từng có sổ: vanthu init")
      english.append("there never was a register: vanthu init")
    case .zeros, .cutOff, .withoutTables: break
    case .logOnly:
      vietnamese.append("tìm thấy tệp sổ thì đặt nó lại bên cạnh tệp -wal")
      english.append("if you find the file, put it back beside the -wal")
    }
    return Words(
      "\(what.vietnamese); \(vietnamese.joined(separator: "; ")).",
      "\(what.english); \(english.joined(separator: "; ")).")
  }

  private static let doubtful = Words(
    "không rõ bản nào của cơ quan này, đúng tên thì phục hồi",
    "it is not known which backup is this office's; if the name is right, go back to it")
}
