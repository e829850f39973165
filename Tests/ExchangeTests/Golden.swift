import Foundation
import Records
import Testing

@testable import Exchange

/// Bytes that must stay as they are. `VANTHU_RECORD=1` writes the missing ones; an existing one is never overwritten.
enum Golden {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden")

  static func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
  }

  static func bytes(_ name: String) throws -> [UInt8] { try #require(unhex(try text(name))) }

  static func expect(_ bytes: [UInt8], as name: String) throws {
    let path = folder.appendingPathComponent(name)
    if !FileManager.default.fileExists(atPath: path.path), ProcessInfo.processInfo.environment["VANTHU_RECORD"] == "1" {
      let lines = stride(from: 0, to: bytes.count, by: 32).map { bytes[$0..<min($0 + 32, bytes.count)].hexadecimal }
      try (lines.joined(separator: "\n") + "\n").write(to: path, atomically: true, encoding: .utf8)
    }
    #expect(try bytes.hexadecimal == text(name).filter { !$0.isWhitespace }, "\(name)")
  }

  /// Reads hexadecimal digits; white space between them does not count.
  static func unhex(_ text: String) -> [UInt8]? {
    let digits = Array(text.utf8.filter { $0 > 0x20 })
    guard digits.count % 2 == 0 else { return nil }
    var bytes: [UInt8] = []
    for place in stride(from: 0, to: digits.count, by: 2) {
      guard let byte = UInt8(String(decoding: digits[place...place + 1], as: UTF8.self), radix: 16) else { return nil }
      bytes.append(byte)
    }
    return bytes
  }
}
