import Glibc
import TestSupport
import Testing

/// What a disk may hold after a power failure: the model that the sweep relies on.
struct DiskTests {
  private let stage: Stage
  private let disk: Disk
  private var bytes: [UInt8] = []
  private var folder: String { stage.world }

  init() throws {
    stage = try Stage()
    disk = try Disk(stage.world)
  }

  private mutating func happens(
    _ kind: Trace.Kind, _ name: String = "", file: UInt = 0, at place: Int = 0, to other: String = "",
    _ text: String = ""
  ) throws {
    let start = bytes.count
    bytes += Array(text.utf8)
    let operation = Trace.Operation(
      kind: kind, process: 1, file: file, place: place, name: name.isEmpty ? folder : "\(folder)/\(name)",
      other: "\(folder)/\(other)", data: start..<bytes.count)
    disk.follow(Trace(bytes: bytes, operations: []))
    try disk.apply(operation)
  }

  private func text(_ name: String, _ power: Disk.Power) -> String? {
    disk.contents(power, of: [folder]).first { $0.path == "\(folder)/\(name)" }?.bytes.map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  @Test mutating func aNameIsSafeWithItsFolderAndBytesWithTheirFile() throws {
    try happens(.opened, "a", file: 7, at: Int(O_CREAT))
    try happens(.written, file: 7, "một")
    #expect(text("a", .all) == "một" && text("a", .floor) == nil && text("a", .names) == "")
    try happens(.madeSafe, "a", file: 7)
    #expect(text("a", .floor) == nil && text("a", .names) == "một")
    try happens(.madeSafe)
    #expect(text("a", .floor) == "một")
    try happens(.written, file: 7, at: 5, " hai")
    #expect(text("a", .all) == "một hai" && text("a", .floor) == "một")
  }

  @Test mutating func aFileThatIsReplacedIsTheOldOneUntilTheFolderIsSafe() throws {
    try happens(.opened, "a", file: 7, at: Int(O_CREAT))
    try happens(.written, file: 7, "cũ")
    try happens(.madeSafe, "a", file: 7)
    try happens(.madeSafe)
    try happens(.opened, "a.part", file: 8, at: Int(O_CREAT))
    try happens(.written, file: 8, "mới")
    try happens(.renamed, "a.part", to: "a")
    #expect(text("a", .floor) == "cũ" && text("a", .names) == "" && text("a", .all) == "mới")
    #expect(text("a.part", .all) == nil)
  }

  @Test mutating func chanceKeepsSectorsAndTearsTheLastWrite() throws {
    let long = String(repeating: "x", count: 2_000)
    try happens(.opened, "a", file: 7, at: Int(O_CREAT))
    try happens(.madeSafe)
    try happens(.written, file: 7, long)
    var lengths: Set<Int> = []
    let next = Trace.Operation(
      kind: .written, process: 1, file: 7, place: 2_000, name: "", other: "", data: 0..<700)
    for seed in 0..<100 {
      let kept = try #require(text("a", .chance(SeededRandom(seed: UInt64(seed)), writing: next)))
      #expect(kept == text("a", .chance(SeededRandom(seed: UInt64(seed)), writing: next)))
      for start in stride(from: 0, to: 1_536, by: 512) where kept.utf8.count >= start + 512 {
        let sector = Set(kept.utf8.dropFirst(start).prefix(512))
        #expect(sector == [0] || sector == [0x78])
      }
      lengths.insert(kept.utf8.count)
    }
    #expect(lengths.count > 40 && lengths.contains { $0 > 2_000 && ($0 - 2_000) % 512 != 0 })
  }
}
