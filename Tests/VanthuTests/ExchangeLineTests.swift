import Foundation
import Glibc
import Testing

/// The command lines of `sync`, `enrol` and `restore --from-hub`: nothing in them is ignored in silence.
struct ExchangeLineTests {
  private let office = try! ShellOffice.founded()

  private func refused(_ line: String, _ word: String) throws {
    let ended = try office.run(line.split(separator: " ").map { $0 == "''" ? "" : String($0) })
    #expect(ended.isRefusal && ended.error.contains(word), "\(line): \(ended)")
  }

  @Test(arguments: [
    ("sync --folder ''", "--folder"), ("sync --mail ''", "--mail"), ("sync --hub ''", "--hub"),
    ("sync --folder usb --nightly", "--nightly"), ("sync --folder usb --hub http://x", "--hub"),
    ("sync --mail thu --nightly", "--nightly"), ("sync --folder usb --mail thu", "--folder"),
    ("sync --max-bytes 0", "max-bytes"), ("sync --max-bytes -5", "max-bytes"), ("sync --max-bytes 1,5", "max-bytes"),
    ("enrol --hub http://x --folder usb --code 7KQ2-M0XD-9TRA", "--hub"),
    ("enrol --folder '' --hub http://x --code 7KQ2-M0XD-9TRA", "--folder"),
    ("restore --from-hub http://x", "--from-hub ĐỊA-CHỈ --code MÃ"),
  ]) func isRefusedInOneSentence(line: String, word: String) throws { try refused(line, word) }

  @Test func aLostKeyFileNamesWhatBringsANewOne() throws {
    _ = try ProvinceStage(file: office.file)
    unlink(office.file + ".key")
    try refused("sync", "vanthu enrol --again")
    _ = try office.write("office.db.key", "signing 00\n")
    try refused("sync", "vanthu enrol --again")
  }

  @Test func whatARunCameToIsToldInTheLanguageOfTheLine() throws {
    let stage = try ProvinceStage(file: office.file)
    try stage.perform(["sync"])
    let status = try office.json("sync", "status", "--lang", "en")
    let runs = try #require(status["runs"] as? [[String: Any]])
    #expect((runs.first?["words"] as? String)?.hasPrefix("Synced") == true, "\(runs)")
  }
}
