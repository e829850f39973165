import DurableFile
import Exchange
import Records

/// How far the hub's data had come, kept outside of it: data that is behind its mark was restored from a copy.
///
/// The mark is written after commits and is never ahead of them. No backup holds one: `hub.mark` is kept beside
/// `hub.key`, and a second one at the path of `serve --mark`, best on another disk.
public struct HubMark: Equatable, Sendable {
  var station: StationName
  var incarnation: UInt64
  var epoch: Int
  /// The place of the last entry, and its hash; 0 if there is none.
  var place: Int
  var hash: Hash256

  static func file(_ folder: String) -> String { "\(folder)/hub.mark" }
  private static let title = "vanthu hub mark 1"

  /// What a mark says about the data.
  public enum State: String, Sendable {
    /// There is no mark yet.
    case none
    /// The data is as far as the mark, or further.
    case sound
    /// The data is behind the mark: it was rolled back.
    case behind
    /// Another hub's, or no mark at all.
    case foreign
    case unreadable
  }

  // MARK: the file

  var text: String { "\(HubMark.title)\n\(station)\n\(incarnation)\n\(epoch)\n\(place)\n\(hash)\n" }

  init(station: StationName, incarnation: UInt64, epoch: Int, place: Int, hash: Hash256) {
    (self.station, self.incarnation, self.epoch, self.place, self.hash) = (station, incarnation, epoch, place, hash)
  }

  /// Parses the text of a mark; `nil` for anything else.
  init?(text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard lines.count == 7, lines[0] == HubMark.title, lines[6].isEmpty, let station = StationName(lines[1]),
      let incarnation = UInt64(lines[2]), let epoch = Int(lines[3]), let place = Int(lines[4]),
      let hash = Hash256(hexadecimal: lines[5])
    else { return nil }
    self.init(station: station, incarnation: incarnation, epoch: epoch, place: place, hash: hash)
  }

  /// What was found at a path: a mark, something else, or nothing.
  enum Found: Equatable {
    case none
    case mark(HubMark)
    case foreign
    case unreadable
  }

  static func read(_ path: String) -> Found {
    do {
      guard let bytes = try OpenFile.all(path, atMost: 1_000) else { return .none }
      return HubMark(text: String(decoding: bytes, as: UTF8.self)).map(Found.mark) ?? .foreign
    } catch { return .unreadable }
  }
}
