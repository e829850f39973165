/// Where things lie: the office's file, the user's own keys and colours, what is kept between runs (XDG base directories).
struct Paths: Sendable {
  let office: String
  let configuration: String
  let state: String
  /// The sample commune of the first run.
  let sample: String
  /// Where the scanner leaves its files.
  let scans: String

  init(office: String?, environment: [String: String]) {
    func folder(_ variable: String, _ usual: String) -> String {
      if let given = environment[variable], given.hasPrefix("/") { return given + "/vanthu" }
      return (environment["HOME"] ?? "") + "/" + usual + "/vanthu"
    }
    let own = environment["VANTHU_OFFICE"].flatMap { $0.isEmpty ? nil : $0 }
    self.office = office ?? own ?? folder("XDG_DATA_HOME", ".local/share") + "/office.db"
    configuration = folder("XDG_CONFIG_HOME", ".config")
    state = folder("XDG_STATE_HOME", ".local/state")
    sample = folder("XDG_DATA_HOME", ".local/share") + "/xa-mau.db"
    scans = environment["VANTHU_SCANS"] ?? (environment["HOME"] ?? "") + "/Scans"
  }
}
