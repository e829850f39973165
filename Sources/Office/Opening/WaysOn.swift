import Records
import Wording

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

  func words(_ path: String) -> Bilingual {
    let what = file.words(path)
    var (vietnamese, english): ([String], [String]) = ([], [])
    if let first = labels.first {
      let others = labels.dropFirst()
      let more = others.isEmpty ? "" : " (\(others.joined(separator: ", ")))"
      let how = areOwn ? Bilingual("phục hồi", "restore a backup") : WaysOn.doubtful
      vietnamese.append("\(how.vietnamese): vanthu restore \(first)" + more.replacing("(", with: "(còn có "))
      english.append("\(how.english): vanthu restore \(first)" + more.replacing("(", with: "(there are also "))
    } else {
      vietnamese.append("phục hồi từ bản sao lưu: vanthu restore TỆP (gần đây không thấy bản nào)")
      english.append("restore a backup: vanthu restore FILE (none was found nearby)")
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
    return Bilingual(
      "\(what.vietnamese); \(vietnamese.joined(separator: "; ")).",
      "\(what.english); \(english.joined(separator: "; ")).")
  }

  private static let doubtful = Bilingual(
    "không rõ bản nào của cơ quan này, đúng tên thì phục hồi",
    "it is not known which backup is this office's; if the name is right, restore it")
}
