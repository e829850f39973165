import DurableFile
import Wording

/// The paths of the office's file, of the user's own keys and colours, and of what is kept between runs (XDG base
/// directories).
package struct Paths: Sendable {
  /// Whether no path of the office's file was given and there is no home folder for the default one.
  package let isHomeless: Bool
  package let office: String
  package let configuration: String
  package let state: String
  /// The sample commune of the first run.
  package let sample: String
  /// The folder into which the scanner puts its files.
  package let scans: String

  package init(office: String?, environment: [String: String]) {
    let home = environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    func folder(_ variable: String, _ usual: String) -> String? {
      if let given = environment[variable], given.hasPrefix("/") { return given + "/vanthu" }
      return home.map { ($0 == "/" ? "" : $0) + "/" + usual + "/vanthu" }
    }
    let own = environment["VANTHU_OFFICE"].flatMap { $0.isEmpty ? nil : $0 }
    let data = folder("XDG_DATA_HOME", ".local/share")
    let place = office ?? own ?? data.map { $0 + "/office.db" }
    self.office = place ?? ""
    isHomeless = place == nil
    // Without a home folder, everything else is stored beside the office's file.
    let beside = Folder.path(of: ".vanthu", beside: place ?? "")
    configuration = folder("XDG_CONFIG_HOME", ".config") ?? beside
    state = folder("XDG_STATE_HOME", ".local/state") ?? beside
    sample = (data ?? beside) + "/xa-mau.db"
    scans = environment["VANTHU_SCANS"] ?? (home ?? "") + "/Scans"
  }
}

package enum PathRefusal: Refusal, Equatable {
  case homeless

  package var words: Bilingual {
    switch self {
    case .homeless:
      Bilingual(
        "Không biết thư mục riêng của người dùng (thiếu HOME); hãy chỉ tệp sổ bằng --office TỆP.",
        "The home folder is not known (HOME is missing); name the office's file with --office FILE.")
    }
  }
}
