/// A JSON value whose keys keep their order. For writing only; Foundation reads JSON where it is needed.
public enum JSON: Equatable, Sendable {
  case object([(String, JSON)])
  case array([JSON])
  case string(String)
  case number(Int)
  case decimal(Double)
  case bool(Bool)
  case null

  /// An optional text: null when there is none.
  public init(_ text: String?) { self = text.map(JSON.string) ?? .null }
  public init(_ number: Int?) { self = number.map(JSON.number) ?? .null }

  public static func == (a: JSON, b: JSON) -> Bool { a.text == b.text }

  /// On one line.
  public var text: String {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func write(to bytes: inout [UInt8]) {
    switch self {
    case .object(let members):
      bytes.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { bytes += ", ".utf8 }
        JSON.write(member.0, to: &bytes)
        bytes += ": ".utf8
        member.1.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    case .array(let values):
      bytes.append(UInt8(ascii: "["))
      for (index, value) in values.enumerated() {
        if index > 0 { bytes += ", ".utf8 }
        value.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .string(let text): JSON.write(text, to: &bytes)
    case .number(let number): bytes += String(number).utf8
    case .decimal(let number): bytes += (number.isFinite ? String(number) : "null").utf8
    case .bool(let flag): bytes += (flag ? "true" : "false").utf8
    case .null: bytes += "null".utf8
    }
  }

  private static func write(_ text: String, to bytes: inout [UInt8]) {
    let digits = Array("0123456789abcdef".utf8)
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): bytes += "\\\"".utf8
      case UInt8(ascii: "\\"): bytes += "\\\\".utf8
      case 10: bytes += "\\n".utf8
      case 13: bytes += "\\r".utf8
      case 9: bytes += "\\t".utf8
      case 0..<32, 127: bytes += "\\u00".utf8 + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
