import Synchronization
import Wording

/// A mark that could not be written: without it a rollback of the data may go unnoticed.
public struct MarkTrouble: Sendable, Equatable {
  public enum Kind: String, Sendable { case unwritable, foreign }
  public var path: String
  public var kind: Kind

  public var words: Bilingual {
    switch kind {
    case .unwritable:
      Bilingual(
        "Không ghi được dấu \(path); xem ổ đĩa đã gắn chưa, người dùng của trung tâm có ghi được vào thư mục ấy không, "
          + "và ReadWritePaths của đơn vị systemd có nêu nó không.",
        "The mark \(path) cannot be written; check that the disk is there and the hub's user may write to its folder, "
          + "and that ReadWritePaths in the systemd unit names it."
      )
    case .foreign:
      Bilingual(
        "Tệp \(path) không phải dấu của trung tâm này nên không ghi đè; chỉ chỗ khác bằng --mark, hoặc cất tệp ấy đi.",
        "The file \(path) is not a mark of this hub and is not overwritten; "
          + "name another place with --mark, or move that file away."
      )
    }
  }
}

/// The marks that could not be written last time; can be read concurrently with the hub's work.
final class MarkTroubles: Sendable {
  private let kinds = Mutex<[String: MarkTrouble.Kind]>([:])

  func note(_ path: String, _ kind: MarkTrouble.Kind?) { kinds.withLock { $0[path] = kind } }

  var all: [MarkTrouble] {
    kinds.withLock { $0 }.map { MarkTrouble(path: $0.key, kind: $0.value) }.sorted { $0.path < $1.path }
  }
}
