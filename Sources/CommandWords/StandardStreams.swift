import Glibc
import Wording

/// Writes to stderr without buffering. Ignores failures: there is nowhere left to report them.
public func writeError(_ text: String) { _ = writeAll(text, to: STDERR_FILENO) }

/// Writes to stdout without buffering.
///
/// - Throws: `OutputFailure`.
public func writeOutput(_ text: String) throws {
  let code = writeAll(text, to: STDOUT_FILENO)
  guard code == 0 else { throw OutputFailure(code: code) }
}

/// A failed write to stdout, with the system's error number.
public struct OutputFailure: Error, Equatable {
  public let code: Int32

  public init(code: Int32) { self.code = code }

  /// Whether the reader has closed the pipe: `vanthu list incoming | head`. That is not an error to report.
  public var isReaderGone: Bool { code == EPIPE }
}

/// The result cannot be written to stdout; what the command did before stays done.
public struct OutputRefusal: Refusal, Equatable {
  let code: Int32
  let hasActed: Bool

  public init(code: Int32, hasActed: Bool) {
    self.code = code
    self.hasActed = hasActed
  }

  public var isOfStorage: Bool { true }

  public var words: Bilingual {
    let why =
      code == ENOSPC || code == EDQUOT
      ? Bilingual("Ổ đĩa đã đầy, không ghi được kết quả", "The disk is full, the result cannot be written")
      : Bilingual("Không ghi được kết quả ra ngoài", "The result cannot be written out")
    let next =
      hasActed
      ? Bilingual(
        "việc đã làm xong, đừng làm lại; xem lại trong sổ.", "the act was done, do not repeat it; check the register.")
      : Bilingual("xem lại nơi ghi rồi chạy lại.", "check the destination and try again.")
    return Bilingual("\(why.vietnamese); \(next.vietnamese)", "\(why.english); \(next.english)")
  }
}

/// Writes all bytes. Returns the system's error number, or 0.
private func writeAll(_ text: String, to descriptor: Int32) -> Int32 {
  var text = text
  return text.withUTF8 { bytes in
    var at = 0
    while at < bytes.count {
      let count = write(descriptor, bytes.baseAddress! + at, bytes.count - at)
      if count >= 0 {
        at += count
      } else if errno == EAGAIN {
        var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&ready, 1, -1)
      } else if errno != EINTR {
        return errno
      }
    }
    return 0
  }
}

/// Opens `/dev/null` for standard streams the caller has closed, so that no file of ours gets their descriptors.
public func keepStandardStreams() {
  for stream in STDIN_FILENO...STDERR_FILENO where fcntl(stream, F_GETFD) < 0 {
    // Opened in the wrong direction, so that using the stream is still an error.
    _ = open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY)
  }
}
