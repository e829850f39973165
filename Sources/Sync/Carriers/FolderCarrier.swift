import Carriage
import DurableFile
import Exchange
import Records
import Wording

/// A USB stick, or any folder: one file each way for every station, sealed to its recipient
/// (docs/internals/exchange.md, "A folder").
public struct FolderCarrier: SealedCarrier {
  /// The folder the clerk names; `vanthu` is in it.
  public let folder: String
  public var remarks: [Bilingual] { [] }

  /// - Throws: `FolderRefusal.missing`.
  public init(_ folder: String) throws {
    guard Folder.exists(folder) else { throw FolderRefusal.missing(folder) }
    self.folder = folder
  }

  public func answers(to station: StationName, now: Int64) throws -> [SealedAnswer] {
    try FolderRefusal.translating(folder) {
      guard let place = try there("to-station"), let file = try OpenFile("\(station).vtp", in: place) else { return [] }
      return [SealedAnswer(title: "\(station).vtp", packet: nil, each: file.eachPart)]
    }
  }

  public func took(_ answer: SealedAnswer, proved: ProvedPacket?) {}

  public func put(from station: StationName, time: Int64, _ fill: (([UInt8]) throws -> Void) throws -> Void) throws {
    try write("to-hub", station, "vtp") { new in try fill(new.write) }
  }

  /// Reads a small file beside the packets, used for enrolment.
  public func readSmall(_ direction: String, _ station: StationName, _ end: String) throws -> [UInt8]? {
    try FolderRefusal.translating(folder) {
      guard let place = try there(direction) else { return nil }
      return try OpenFile.all("\(station).\(end)", in: place, atMost: 65_536)
    }
  }

  /// Reads the identity of the hub this USB stick comes from (`HubIdentity`); `nil` if it has none.
  public func readIdentity() throws -> [UInt8]? {
    try FolderRefusal.translating(folder) {
      guard let ours = try Folder(folder).folder("vanthu") else { return nil }
      return try OpenFile.all("hub.json", in: ours, atMost: 65_536)
    }
  }

  public func writeSmall(_ direction: String, _ station: StationName, _ end: String, _ bytes: [UInt8]) throws {
    try write(direction, station, end) { try $0.write(bytes) }
  }

  /// Removes a small file that is obsolete.
  public func removeSmall(_ direction: String, _ station: StationName, _ end: String) throws {
    try FolderRefusal.translating(folder) {
      try there(direction)?.remove("\(station).\(end)")
    }
  }

  private func write(
    _ direction: String, _ station: StationName, _ end: String, _ fill: (NewFile) throws -> Void
  ) throws {
    try FolderRefusal.translating(folder) {
      let ours = try Folder("vanthu", in: Folder(folder), making: 0o777)
      for name in ["to-hub", "to-station"] { _ = try Folder(name, in: ours, making: 0o777) }
      try NewFile("\(station).\(end)", in: Folder(direction, in: ours), mode: 0o644).filled(fill)
    }
  }

  /// Opens a folder of ours; `nil` when there is none. Never follows a link, which may lead anywhere.
  func there(_ direction: String) throws -> Folder? { try Folder(folder).folder("vanthu")?.folder(direction) }
}

public enum FolderRefusal: Refusal, Equatable {
  case missing(String)
  case failing(String)
  case full(String)
  /// A link or a file in place of a folder, or something else in place of a file.
  case inTheWay(String)

  public var isOfStorage: Bool {
    switch self {
    case .failing, .full: true
    default: false
    }
  }

  public var words: Bilingual {
    switch self {
    case .missing(let folder):
      Bilingual(
        "Không có thư mục \(folder); cắm USB rồi làm lại.",
        "There is no folder \(folder); insert the USB stick and try again.")
    case .failing(let path):
      Bilingual(
        "Không đọc, ghi được \(path); xem USB có bị khóa ghi không, rút ra cắm lại rồi thử, gói cũ trên đó còn nguyên.",
        "\(path) cannot be read or written; check whether the stick is locked, insert it again, "
          + "the earlier packet on it is intact."
      )
    case .full(let folder):
      Bilingual(
        "Thư mục \(folder) hết chỗ; xóa bớt tệp khác rồi làm lại, gói cũ trên đó còn nguyên.",
        "There is no room left in \(folder); remove other files and try again, the earlier packet there is intact.")
    case .inTheWay(let path):
      Bilingual(
        "\(path) không phải thư mục hay tệp thường (là liên kết hoặc thứ khác đặt vào chỗ đó), nên chưa ghi gì; "
          + "xóa nó đi, hoặc dùng USB khác, rồi làm lại.",
        "\(path) is not a regular folder or file (a link, or something else put there), so nothing is written; "
          + "remove it or use another stick, and try again."
      )
    }
  }

  /// Turns file errors of `body` into refusals.
  static func translating<Result>(_ folder: String, _ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let failure as FileFailure {
      switch failure.kind {
      case .noPlainFile, .noPlainFolder, .exists: throw FolderRefusal.inTheWay(failure.path)
      case .system: throw failure.isFull ? FolderRefusal.full(folder) : .failing(failure.path)
      }
    }
  }
}
