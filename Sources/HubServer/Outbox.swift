import Glibc
import Synchronization

/// What is answered and waits for the line: a little in memory, the rest in a file without a name.
///
/// The hub works for all stations in turn and must not wait for the slow line of one; and memory must stay small.
final class Outbox: Sendable {
  /// What is kept in memory.
  static let most = 64 << 10

  fileprivate struct Content {
    var memory: [UInt8] = []
    var taken = 0
    var file: Int32 = -1
    var written = 0
    var read = 0
    var isClosed = false
  }

  private let folder: String
  private let content = Mutex(Content())

  /// - Parameter folder: where the file without a name is made.
  init(folder: String) { self.folder = folder }

  deinit { close() }

  /// Adds a part.
  ///
  /// - Throws: `OutboxFailure` when the disk does not take it, or the line is gone.
  func append(_ bytes: [UInt8]) throws {
    try content.withLock { content in
      guard !content.isClosed else { throw OutboxFailure(code: EPIPE) }
      guard content.file >= 0 || content.memory.count - content.taken + bytes.count > Outbox.most else {
        content.memory.removeFirst(content.taken)
        content.taken = 0
        content.memory += bytes
        return
      }
      if content.file < 0 {
        var name = Array((folder + "/vanthu-hub.XXXXXX").utf8CString)
        content.file = mkstemp(&name)
        guard content.file >= 0 else { throw OutboxFailure(code: errno) }
        _ = fcntl(content.file, F_SETFD, FD_CLOEXEC)
        unlink(name)
      }
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = rest.withUnsafeBytes { pwrite(content.file, $0.baseAddress, $0.count, off_t(content.written)) }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { throw OutboxFailure(code: errno) }
        content.written += count
        rest = rest.dropFirst(count)
      }
    }
  }

  /// The next part, of at most so many bytes; nothing when there is none.
  func take(_ most: Int) throws -> [UInt8] {
    try content.withLock { content in
      if content.taken < content.memory.count {
        let end = min(content.memory.count, content.taken + most)
        defer { content.taken = end }
        return Array(content.memory[content.taken..<end])
      }
      let count = min(most, content.written - content.read)
      guard count > 0 else { return [] }
      let at = off_t(content.read)
      let part = [UInt8](unsafeUninitializedCapacity: count) { room, filled in
        filled = max(0, pread(content.file, room.baseAddress, count, at))
      }
      guard !part.isEmpty else { throw OutboxFailure(code: EIO) }
      content.read += part.count
      return part
    }
  }

  var isEmpty: Bool { content.withLock(\.isEmpty) }

  /// Nothing is taken or given any more.
  func close() {
    content.withLock { content in
      content.isClosed = true
      content.memory = []
      content.taken = 0
      content.written = 0
      content.read = 0
      if content.file >= 0 { _ = Glibc.close(content.file) }
      content.file = -1
    }
  }
}

extension Outbox.Content {
  fileprivate var isEmpty: Bool { taken == memory.count && read == written }
}

/// An error number of the system.
struct OutboxFailure: Error {
  let code: Int32
}
