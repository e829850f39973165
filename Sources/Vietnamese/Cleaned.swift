/// Normalises text that was typed, pasted or imported, before it is stored.
///
/// Letters are composed; control characters, complete escape sequences of terminals, zero-width characters and
/// bidirectional controls are removed; every run of white space becomes one plain space, and the ends are trimmed. Line
/// breaks count as white space, unless `lines` keeps them (never more than one empty line in a row).
public func cleaned(_ text: String, lines: Bool = false) -> String {
  var text = text
  let passed: String? = text.withUTF8 { bytes in
    if isClean(bytes) { return nil }
    var sieve = Sieve(keepsLines: lines, capacity: bytes.count)
    var index = 0
    while index < bytes.count {
      if skipEscapeSequence(bytes, &index) { continue }
      sieve.add(decodedScalar(bytes, &index))
    }
    return String(decoding: sieve.passed, as: UTF8.self)
  }
  return composed(passed ?? text)
}

/// Passes visible text on and drops the rest. White space is remembered, and written only if something visible follows.
private struct Sieve {
  let keepsLines: Bool
  var passed: [UInt8] = []
  var owesSpace = false
  var owedLines = 0
  var endedWithReturn = false

  init(keepsLines: Bool, capacity: Int) {
    self.keepsLines = keepsLines
    passed.reserveCapacity(capacity)
  }

  mutating func add(_ scalar: UInt32) {
    defer { endedWithReturn = scalar == 0x0D }
    if isSpace(scalar) {
      owesSpace = true
      let endsLine = scalar == 0x0A || scalar == 0x0D || scalar == 0x85 || scalar == 0x2028 || scalar == 0x2029
      if keepsLines && endsLine && !(scalar == 0x0A && endedWithReturn) { owedLines += 1 }
    } else if !isInvisible(scalar) {
      if !passed.isEmpty {
        if owedLines > 0 {
          for _ in 0..<min(owedLines, 2) { passed.append(0x0A) }
        } else if owesSpace {
          passed.append(0x20)
        }
      }
      owesSpace = false
      owedLines = 0
      append(scalar, to: &passed)
    }
  }
}

/// Whether the text is visible characters with single spaces between, as most text is: then nothing has to be done.
private func isClean(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  var previous = UInt8(ascii: " ")
  for (index, byte) in bytes.enumerated() {
    switch byte {
    case 0x00..<0x20, 0x7F: return false
    case 0x20: if previous == 0x20 { return false }
    // First bytes of the UTF-8 of spaces, controls and invisible characters (U+0080…BF, 034F, 061C, 180E, 20xx, 3000,
    // FExx, E00xx).
    case 0xC2, 0xCD, 0xD8, 0xE2, 0xE3, 0xEF, 0xF3: return false
    case 0xE1: if index + 1 < bytes.count, bytes[index + 1] == 0x9A || bytes[index + 1] == 0xA0 { return false }
    default: break
    }
    previous = byte
  }
  return bytes.isEmpty || previous != 0x20
}

/// Skips an escape sequence at `index`: colours and cursor moves (CSI), titles and clipboard (OSC), device strings. If
/// its end is missing only its first characters are skipped, so that no text is lost.
private func skipEscapeSequence(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Bool {
  let kind: UInt8
  if bytes[index] == 0x1B {
    guard index + 1 < bytes.count, (0x20...0x7E).contains(bytes[index + 1]) else {
      index += 1
      return true
    }
    kind = bytes[index + 1]
  } else if bytes[index] == 0xC2, (0x90...0x9F).contains(bytes[index + 1]) {
    // The same sequence started by a single character, U+0090…9F.
    kind = bytes[index + 1] - 0x40
  } else {
    return false
  }
  index += 2
  switch kind {
  case UInt8(ascii: "["):
    while index < bytes.count, (0x20...0x3F).contains(bytes[index]) { index += 1 }
    if index < bytes.count, (0x40...0x7E).contains(bytes[index]) { index += 1 }
  case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
    if let end = endOfString(bytes, from: index) { index = end }
  case 0x20...0x2F:
    while index < bytes.count, (0x20...0x2F).contains(bytes[index]) { index += 1 }
    if index < bytes.count, (0x30...0x7E).contains(bytes[index]) { index += 1 }
  default: break
  }
  return true
}

/// Returns the index after the terminator (BEL, ESC \\, U+009C) of a control string, which must be on the same line.
private func endOfString(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
  var index = start
  while index < bytes.count {
    let next = index + 1 < bytes.count ? bytes[index + 1] : 0
    switch bytes[index] {
    case 0x07: return index + 1
    case 0x0A, 0x0D: return nil
    case 0x1B: return next == UInt8(ascii: "\\") ? index + 2 : nil
    case 0xC2 where next == 0x9C: return index + 2
    default: index += 1
    }
  }
  return nil
}
