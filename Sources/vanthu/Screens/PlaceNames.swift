import Commands
import DurableFile
import Office
import Wording

/// Short, distinct names for the folders of backups: the stick or the folder, rather than a path of which only a part
/// fits.
struct PlaceNames {
  private var names: [String: Bilingual] = [:]

  init(_ folders: [String], office: String, sticks: [String] = FoundBackup.mounted()) {
    names = [
      BackupPlaces.folder(of: office): Bilingual("cạnh tệp sổ", "beside the file"),
      Folder.parent(of: office): Bilingual("thư mục của sổ", "the file's folder"),
    ]
    let others = Set(folders).subtracting(names.keys)
    var lengths = Dictionary(uniqueKeysWithValues: others.map { ($0, 1) })
    func text(_ folder: String) -> String { PlaceNames.short(folder, lengths[folder] ?? 1, sticks) }
    // Each of several folders with the same short name gets one more folder of its path.
    while true {
      let same = Dictionary(grouping: others, by: text).values.filter { $0.count > 1 }.flatMap(\.self)
      let longer = same.filter { (lengths[$0] ?? 1) < PlaceNames.parts($0).count }
      if longer.isEmpty { break }
      for folder in longer { lengths[folder, default: 1] += 1 }
    }
    for folder in others { names[folder] = Bilingual(text(folder), text(folder)) }
  }

  subscript(folder: String, language: Language) -> String { names[folder]?[language] ?? folder }

  private static func parts(_ folder: String) -> [Substring] { folder.split(separator: "/") }

  /// Returns the name of the stick, where the folder is on one, and the last folders of the path.
  private static func short(_ folder: String, _ count: Int, _ sticks: [String]) -> String {
    let parts = parts(folder)
    guard !parts.isEmpty else { return folder }
    let begin = max(0, parts.count - count)
    let last = parts[begin...].joined(separator: "/")
    let stick = sticks.filter { folder == $0 || SystemPath.begins(folder, with: $0 + "/") }.map {
      PlaceNames.parts($0).count - 1
    }
    guard let stick = stick.max(), stick < begin else { return last }
    return parts[stick] + (stick + 1 < begin ? "/…/" : "/") + last
  }
}
