/// What the header of an e-mail, or of a part of one, says of the body; other fields are ignored.
struct MailHeader {
  /// `multipart/mixed`, in lower case.
  var type = "text/plain"
  var boundary: String?
  var encoding = Encoding.none

  enum Encoding {
    /// 7bit, 8bit, binary: the bytes as they are.
    case none
    case base64
    case quotedPrintable
  }

  /// - Returns: the header and the range of the body; `nil` when the header is longer than `most`.
  static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, atMost most: Int
  ) -> (MailHeader, body: Range<Int>)? {
    var header = MailHeader()
    var field: [UInt8] = []
    var place = range.lowerBound
    while place < range.upperBound {
      guard place - range.lowerBound <= most else { return nil }
      let line = bytes.line(at: place, in: range)
      place = line.upperBound
      var end = line.upperBound
      while end > line.lowerBound, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
      if end == line.lowerBound { break }
      let isFolded = bytes[line.lowerBound] == 0x20 || bytes[line.lowerBound] == 0x09
      if !isFolded {
        header.read(field)
        field = []
      }
      // No field that is used is longer.
      if field.count < 4_096 { field += bytes[line.lowerBound..<min(end, line.lowerBound + 4_096)] }
    }
    header.read(field)
    return (header, place..<range.upperBound)
  }

  private mutating func read(_ field: [UInt8]) {
    guard let colon = field.firstIndex(of: UInt8(ascii: ":")) else { return }
    let name = String(decoding: field[..<colon], as: UTF8.self).lowercased()
    let value = String(decoding: field[(colon + 1)...], as: UTF8.self)
    switch name.trimmed {
    case "content-type":
      let (kind, parameters) = MailHeader.parameters(of: value)
      if kind.contains("/") { type = kind.lowercased() }
      boundary = parameters["boundary"].flatMap { (1...200).contains($0.utf8.count) ? $0 : nil } ?? boundary
    case "content-transfer-encoding":
      switch MailHeader.parameters(of: value).0.lowercased() {
      case "base64": encoding = .base64
      case "quoted-printable": encoding = .quotedPrintable
      default: encoding = .none
      }
    default: break
    }
  }

  /// Splits `multipart/mixed; boundary="a b"` into the value and the parameters after the semicolons. Comments in
  /// parentheses are left out.
  static func parameters(of value: String) -> (String, [String: String]) {
    var words = [""]
    var (isQuoted, isEscaped, comments) = (false, false, 0)
    for sign in value.unicodeScalars {
      if isEscaped {
        if isQuoted { words[words.count - 1].unicodeScalars.append(sign) }
        isEscaped = false
      } else if isQuoted || comments > 0, sign == "\\" {
        isEscaped = true
      } else if sign == "\"", comments == 0 {
        isQuoted.toggle()
      } else if !isQuoted, sign == "(" {
        comments += 1
      } else if !isQuoted, sign == ")", comments > 0 {
        comments -= 1
      } else if !isQuoted, comments == 0, sign == ";" {
        words.append("")
      } else if comments == 0 {
        words[words.count - 1].unicodeScalars.append(sign)
      }
    }
    var parameters: [String: String] = [:]
    for word in words.dropFirst() {
      guard let sign = word.firstIndex(of: "=") else { continue }
      let name = word[..<sign].lowercased().trimmed
      if parameters[name] == nil { parameters[name] = String(word[word.index(after: sign)...]).trimmed }
    }
    return (words[0].trimmed, parameters)
  }
}

extension String {
  fileprivate var trimmed: String {
    let isBlank = { (sign: Character) in sign == " " || sign == "\t" }
    var rest = self[...].drop(while: isBlank)
    while let last = rest.last, isBlank(last) { rest.removeLast() }
    return String(rest)
  }
}
