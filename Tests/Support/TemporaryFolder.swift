import Foundation
import Glibc

/// A folder for one test, removed with its contents when the value is released.
public final class TemporaryFolder {
  public let path: String

  /// Creates it in memory if possible, because tests need not wait for the disk.
  public init(in parent: String = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp") {
    var template = Array("\(parent)/vanthu-test-XXXXXX".utf8CString)
    precondition(mkdtemp(&template) != nil, "no room for a test folder in \(parent)")
    path = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
  }

  deinit { FileTree.remove(path) }

  /// The path of a file in it.
  public func callAsFunction(_ name: String) -> String { "\(path)/\(name)" }

  /// Writes a file, creating its folders, and returns its path.
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

  /// The text of a file; nil if there is none.
  public func text(_ name: String) -> String? { (try? read(name)).map { String(decoding: $0, as: UTF8.self) } }

  public func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: self(name)) }

  /// The sorted names in it, or in a folder inside it.
  public func names(_ folder: String = "") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: self(folder)).sorted()
  }

  /// The permissions of a file; 0 if there is none.
  public func mode(_ name: String) -> mode_t {
    var facts = stat()
    return stat(self(name), &facts) == 0 ? facts.st_mode & 0o7777 : 0
  }

  /// The bytes of a file at any path; empty if it cannot be read.
  public static func bytes(at path: String) -> [UInt8] {
    (try? Data(contentsOf: URL(fileURLWithPath: path))).map { Array($0) } ?? []
  }
}
