import CommandWords
import Foundation
import Office
import Records
import TestProvince
import TestSupport
import Testing

@testable import Commands
@testable import vanthu

/// A form that stays while the helper program asks the hub beside the screen: what is refused is read there, and
/// nothing that was typed is lost.
@MainActor @Suite struct AwaitedFormTests {
  private let stage: ScenarioStage
  private static let code = "7KQ2-M0XD-9TRA-4GGS-S60R-6DC1"

  init() throws {
    stage = try ScenarioStage()
    try stage.run(ScenarioTests.founding)
    try stage.perform(.open(""))
    stage.workbench?.worksBeside = true
  }

  /// Replaces the helper program by a shell script, which begins when the file `go` is there, and notes what it was
  /// given.
  private func helper(_ script: String) throws {
    let program = stage.folder + "helper.sh"
    try ShellScript.write(
      """
      while [ ! -e \(stage.folder)go ]; do sleep 0.02; done
      echo "$1" > \(stage.folder)words; cat > \(stage.folder)input
      \(script)
      """, to: program)
    stage.workbench?.session.networkProgram = { program }
  }

  private func letGo() throws {
    #expect(FileManager.default.createFile(atPath: stage.folder + "go", contents: nil))
    for _ in 0..<500 where stage.workbench?.work != nil {
      usleep(10_000)
      try stage.perform(.idle)
    }
  }

  private func screen() throws -> String { try stage.shown(nil).joined(separator: "\n") }

  private func enrol() throws {
    try stage.perform(.keys(["6", "e", "\"vanthu.caobang.gov.vn", "tab", "\"" + Self.code, "ctrl-s"]))
  }

  @Test func aRefusalIsReadBesideWhatWasTyped() throws {
    try helper("echo 'vanthu: Sổ ở máy này là của “UBND xã Đàm Thủy”, mã thì cấp cho “Sở Nội vụ”.' >&2; exit 1")
    try enrol()
    #expect(try screen().contains("Đang làm, xin đợi…"))
    // Keys wait for the answer, as the clerk does.
    try stage.perform(.keys(["\"xyz", "ctrl-s"]))
    try letGo()
    let shown = try screen()
    #expect(shown.contains("là của “UBND xã Đàm Thủy”, mã thì cấp cho “Sở Nội vụ”."))
    #expect(shown.contains("Sổ ở máy này: UBND xã Đàm Thủy, 000.00.00.H14"))
    #expect(shown.contains("vanthu.caobang.gov.vn") && shown.contains(Self.code) && !shown.contains("xyz"))
  }

  /// Everybody at the PC can read the list of processes.
  @Test func theCodeIsInNoListOfProcesses() throws {
    try helper("echo 'Đã đăng ký.'")
    try enrol()
    try letGo()
    let (words, input) = (
      try String(contentsOfFile: stage.folder + "words", encoding: .utf8),
      try String(contentsOfFile: stage.folder + "input", encoding: .utf8)
    )
    #expect(words.contains("vanthu.caobang.gov.vn") && !words.contains(Self.code))
    #expect(input == Self.code + "\n")
  }

  @Test func onceItIsDoneTheFormIsGone() throws {
    try helper("echo 'Đã đăng ký với VP UBND tỉnh Cao Bằng.'")
    try enrol()
    try letGo()
    #expect(try screen().contains("Gửi nhận với tỉnh") && screen().contains("Đã đăng ký với VP UBND tỉnh Cao Bằng."))
    try stage.perform(.keys(["e"]))
    #expect(try !screen().contains(Self.code))
  }

  /// What the command line calls `--ca` is a field here, and the cursor is in it.
  @Test func aRefusalNamesTheFieldAndPutsTheCursorThere() throws {
    try helper("echo 'vanthu: Chứng thư không tin được. Tỉnh có chứng thư riêng thì thêm --ca TỆP.' >&2; exit 1")
    try enrol()
    try letGo()
    #expect(try screen().contains("Tỉnh có chứng thư riêng thì điền ô “Chứng thư”."))
    #expect(try screen().contains("▌Chứng thư"))
  }

  /// A request on a stick waits for the province: screen 6 says so, and only the code is to be typed again.
  @Test func aRequestOnAStickWaits() throws {
    try helper("touch \(stage.folder)so.db.new.key; echo 'Đã ghi yêu cầu đăng ký vào /media/usb.'")
    try stage.perform(.keys(["6", "e", "tab", "\"" + Self.code, "tab", "\"/media/usb", "ctrl-s"]))
    try letGo()
    #expect(try screen().contains("Yêu cầu đăng ký đã ghi lúc"))
    try stage.perform(.keys(["e"]))
    let shown = try screen()
    #expect(shown.contains("/media/usb") && !shown.contains(Self.code) && shown.contains("▌Mã"))
    #expect(shown.contains("được giữ lại: nhập lại."))
  }

  /// A code in a file could be read from a backup of the home folder.
  @Test func theCodeIsInNoFile() throws {
    try stage.perform(.keys(["6", "e", "\"vanthu.caobang.gov.vn", "tab", "\"" + Self.code, "escape", "f2"]))
    let state = try #require(stage.workbench?.session.paths.state) + "/unsaved"
    let files = try FileManager.default.contentsOfDirectory(atPath: state)
    let texts = try files.map { try String(contentsOfFile: "\(state)/\($0)", encoding: .utf8) }
    #expect(texts.contains { $0.contains("vanthu.caobang.gov.vn") } && !texts.contains { $0.contains(Self.code) })
    try stage.perform(.keys(["e"]))
    #expect(try screen().contains("vanthu.caobang.gov.vn") && !screen().contains(Self.code))
  }

  @Test func escapeStopsItAndKeepsWhatWasTyped() throws {
    try helper("exit 1")
    try enrol()
    try stage.perform(.keys(["escape"]))
    for _ in 0..<500 where stage.workbench?.work != nil {
      usleep(10_000)
      try stage.perform(.idle)
    }
    #expect(try screen().contains("Đã dừng lệnh enrol") && screen().contains(Self.code))
  }

  @Test func withoutTheHelperProgramThereIsASentence() throws {
    stage.workbench?.session.networkProgram = { "/nowhere/vanthu-sync" }
    try enrol()
    #expect(try screen().contains("Thiếu chương trình /nowhere/vanthu-sync") && screen().contains(Self.code))
  }

  // MARK: the registers come back from the hub

  private func fetch() throws {
    try stage.perform(.keys(["7", "l", "\"vanthu.caobang.gov.vn", "tab", "\"" + Self.code, "ctrl-s"]))
  }

  @Test func whatIsReplacedIsSaidFirstAndEnterAloneDoesNotDoIt() throws {
    try helper("exit 1")
    try fetch()
    let shown = try screen()
    #expect(shown.contains("Lấy lại sổ từ tỉnh?") && shown.contains("cất bên cạnh, không xóa"))
    #expect(shown.contains("F2 lấy về, thay sổ này"))
    try stage.perform(.keys(["escape"]))
    #expect(stage.workbench?.work == nil)
    #expect(try screen().contains(Self.code))
  }

  /// A new PC has no folder for the file, and the helper program stores its keys there.
  @Test(arguments: ["restore --from-hub -", "join"]) func onANewPCTheFolderIsMade(line: String) throws {
    let (options, _) = try GlobalOptions.read([], environment: ["HOME": stage.folder + "moi"], today: { World.day })
    let session = Session(
      ofProgram: options, Paths(office: nil, environment: ["HOME": stage.folder + "moi"]), clock: { 1_795_140_000_000 })
    session.networkProgram = { "/bin/true" }
    let words = line.split(separator: " ").map(String.init)
    let command = try Command.named(words[0])
    _ = try session.lineBeside(
      command, Given(try command.parse(Array(words.dropFirst()), strict: false), today: World.day))
    let folder = (session.paths.office as NSString).deletingLastPathComponent
    #expect(folder.contains("/.local/share/vanthu") && FileManager.default.fileExists(atPath: folder))
  }

  /// The helper program puts another file in the place of the office's, which nobody may have open then.
  @Test func theFileIsLetGoAndTheNewOneIsShown() throws {
    try stage.run(
      "--office FOLDER/moi.db " + ScenarioTests.founding.replacing("UBND xã Đàm Thủy", with: "UBND xã Khác"))
    try helper(
      """
      ls -l /proc/$PPID/fd | grep -c \(stage.folder)so.db > \(stage.folder)open
      mv \(stage.folder)so.db \(stage.folder)cu.db; mv \(stage.folder)moi.db \(stage.folder)so.db
      echo 'Đã lấy lại toàn bộ sổ từ tỉnh.'
      """)
    try fetch()
    try stage.perform(.keys(["f2"]))
    #expect(stage.workbench?.session.isOpen == false)
    for width in [80, 160] {
      try stage.perform(.size(width: width, height: 24))
      _ = try screen()
    }
    #expect(stage.workbench?.session.isOpen == false)
    try letGo()
    #expect(try String(contentsOfFile: stage.folder + "open", encoding: .utf8) == "0\n")
    #expect(try screen().contains("UBND xã Khác") && screen().contains("Đã lấy lại toàn bộ sổ từ tỉnh."))
  }

  @Test func whatFailsLeavesTheFileAndTheForm() throws {
    try helper("echo '~ gửi 1 kB, nhận 20 kB' >&2; echo 'vanthu: Mã đã quá 7 ngày.' >&2; exit 1")
    try fetch()
    try stage.perform(.keys(["f2"]))
    try letGo()
    #expect(try screen().contains("Mã đã quá 7 ngày.") && screen().contains(Self.code))
    try stage.perform(.keys(["escape", "enter"]))
    #expect(try screen().contains("UBND xã Đàm Thủy"))
  }

  @Test func aFileThatAnotherWindowShowsIsNotReplaced() throws {
    let other = try Office.open(stage.folder + "so.db")
    _ = try other.profile
    try helper("exit 1")
    try fetch()
    try stage.perform(.keys(["f2"]))
    #expect(stage.workbench?.work == nil)
    #expect(try screen().contains("đóng mọi cửa sổ vanthu") && screen().contains(Self.code))
    withExtendedLifetime(other) {}
  }
}
