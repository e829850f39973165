import Foundation
import Glibc

/// A folder for one test, removed with everything in it when the object is.
public final class TemporaryFolder {
  public let path: String

  /// Makes the folder in memory where the machine has `/dev/shm`, so that a test does not wait for the disk.
  public init(in parent: String = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp") {
    var template = Array("\(parent)/vanthu-test-XXXXXX".utf8CString)
    precondition(mkdtemp(&template) != nil, "no room for a test folder in \(parent)")
    path = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
  }

  deinit { FileTree.remove(path) }

  /// Returns the path of a file in it.
  public func callAsFunction(_ name: String) -> String { "\(path)/\(name)" }

  /// Writes a file, with the folders it is in. Returns its path.
  @discardableResult
  public func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    let file = URL(fileURLWithPath: self(name))
    if name.contains("/") {
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    }
    try Data(bytes).write(to: file)
    return self(name)
  }

  @discardableResult
  public func write(_ name: String, _ text: String) throws -> String { try write(name, Array(text.utf8)) }

  public func read(_ name: String) throws -> [UInt8] { try Array(Data(contentsOf: URL(fileURLWithPath: self(name)))) }

  /// Returns the text of a file, if there is one.
  public func text(_ name: String) -> String? { (try? read(name)).map { String(decoding: $0, as: UTF8.self) } }

  public func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: self(name)) }

  /// Returns the names in it, or in a folder of it, sorted.
  public func names(_ folder: String = "") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: self(folder)).sorted()
  }

  /// Returns the permissions of a file, 0 if there is none.
  public func mode(_ name: String) -> mode_t {
    var facts = stat()
    return stat(self(name), &facts) == 0 ? facts.st_mode & 0o7777 : 0
  }

  /// Returns the bytes of any file, none if it cannot be read.
  public static func bytes(at path: String) -> [UInt8] {
    (try? Data(contentsOf: URL(fileURLWithPath: path))).map { Array($0) } ?? []
  }
}
