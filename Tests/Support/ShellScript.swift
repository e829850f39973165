import Glibc

/// A program for the shell that a test writes and runs.
public enum ShellScript {
  /// Writes an executable file, replacing what is there. The descriptor is closed on `exec`: otherwise a program that
  /// another test starts meanwhile would hold the file open for writing, and the script could not be run.
  ///
  /// - Throws: `Unwritable`.
  public static func write(_ text: String, to path: String) throws {
    unlink(path)
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o755)
    guard file >= 0 else { throw Unwritable(path: path, reason: errno) }
    let script = text.hasPrefix("#!") ? text : "#!/bin/sh\n\(text)\n"
    let count = Glibc.write(file, script, script.utf8.count)
    guard close(file) == 0, count == script.utf8.count else { throw Unwritable(path: path, reason: errno) }
  }

  public struct Unwritable: Error {
    let path: String
    let reason: Int32
  }
}
