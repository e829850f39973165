extension JSON {
  /// On one line, or indented for people. Text stays as it is, `/` too; control characters are escaped, those beyond ASCII as well, because a
  /// terminal obeys them.
  public func text(pretty: Bool = false) -> String {
    var bytes: [UInt8] = []
    write(into: &bytes, indent: pretty ? 0 : nil)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func write(into bytes: inout [UInt8], indent: Int?) {
    switch self {
    case .null: bytes += "null".utf8
    case .bool(let truth): bytes += (truth ? "true" : "false").utf8
    case .int(let number): bytes += String(number).utf8
    // JSON has no word for what is not a number.
    case .double(let number): bytes += (number.isFinite ? number.description : "null").utf8
    case .string(let text): JSON.write(text, into: &bytes)
    case .array(let values):
      JSON.write(values, brackets: "[]", into: &bytes, indent: indent) { $0.write(into: &$1, indent: $2) }
    case .object(let members):
      JSON.write(members, brackets: "{}", into: &bytes, indent: indent) { member, bytes, indent in
        JSON.write(member.name, into: &bytes)
        bytes += (indent == nil ? ":" : ": ").utf8
        member.value.write(into: &bytes, indent: indent)
      }
    }
  }

  private static func write<Element>(
    _ elements: [Element], brackets: StaticString, into bytes: inout [UInt8], indent: Int?,
    each: (Element, inout [UInt8], Int?) -> Void
  ) {
    bytes.append(brackets.utf8Start[0])
    let inner = indent.map { $0 + 2 }
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      newLine(inner, &bytes)
      each(element, &bytes, inner)
    }
    if !elements.isEmpty { newLine(indent, &bytes) }
    bytes.append(brackets.utf8Start[1])
  }

  private static func newLine(_ indent: Int?, _ bytes: inout [UInt8]) {
    guard let indent else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent))
  }

  private static func write(_ text: String, into bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    var previous: UInt8 = 0
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): bytes += #"\""#.utf8
      case UInt8(ascii: "\\"): bytes += #"\\"#.utf8
      case UInt8(ascii: "\n"): bytes += #"\n"#.utf8
      case UInt8(ascii: "\r"): bytes += #"\r"#.utf8
      case UInt8(ascii: "\t"): bytes += #"\t"#.utf8
      case 0x00..<0x20, 0x7F: escape(byte, into: &bytes)
      case 0x80..<0xA0 where previous == 0xC2:
        // U+0080 … U+009F, two bytes in UTF-8.
        bytes.removeLast()
        escape(byte, into: &bytes)
      default: bytes.append(byte)
      }
      previous = byte
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func escape(_ value: UInt8, into bytes: inout [UInt8]) {
    let digits = Array("0123456789abcdef".utf8)
    bytes += #"\u00"#.utf8
    bytes.append(digits[Int(value >> 4)])
    bytes.append(digits[Int(value & 15)])
  }
}
