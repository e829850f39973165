/// The encoding of a text, as far as its bytes show, and how certain that is.
public struct Detection: Equatable, Sendable {
  /// The encoding that fits best; `nil` if none fits.
  public var encoding: TextEncoding?
  /// `nil` if it is certain enough to proceed. Otherwise the caller asks a person.
  public var doubt: Doubt?
  /// The score of each encoding, the best first.
  public var scores: [Score]

  public var isSure: Bool { doubt == nil }

  public init(encoding: TextEncoding? = nil, doubt: Doubt? = nil, scores: [Score] = []) {
    self.encoding = encoding
    self.doubt = doubt
    self.scores = scores
  }

  /// How many of the words that are not plain ASCII become legal syllables in an encoding.
  public struct Score: Equatable, Sendable {
    public var encoding: TextEncoding
    public var legal: Int
    public var words: Int
  }

  public enum Doubt: Equatable, Sendable {
    /// Not a text: it contains zero bytes.
    case binary
    /// There are too few words with marks.
    case tooShort
    /// Another encoding fits nearly as well.
    case close(TextEncoding)
    /// Not Vietnamese in any encoding known here.
    case nothingFits
    /// This line is in another encoding.
    case mixed(line: Int, TextEncoding)
  }
}

extension TextEncoding {
  /// Detects the encoding of a text.
  ///
  /// 1. A byte order mark, or the zero bytes of UTF-16, decide; the text inside may still be an old page that was
  ///    misread.
  /// 2. Plain ASCII is UTF-8, unless it is VIQR.
  /// 3. Otherwise the words that are not plain ASCII are decoded in every encoding, and the one with the most legal
  ///    syllables is chosen. Valid UTF-8 is believed unless it reads better as an old page that was misread.
  public static func detect(_ bytes: [UInt8]) -> Detection {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      let rest = detect(Array(bytes.dropFirst(3)))
      return rest.scores.contains { $0.encoding.page != .viqr }
        ? rest : Detection(encoding: TextEncoding(.utf8))
    }
    if let page = utf16(bytes) {
      let inside = detect(Array(page.decode(bytes).text.utf8))
      return inside.encoding?.isMisread == true && bytes[0] >= 0xFE
        ? inside : Detection(encoding: TextEncoding(page))
    }
    if bytes.contains(0) { return Detection(doubt: .binary) }
    var count = WordCount()
    count.read(bytes)
    guard count.words > 0 else { return plain(bytes) }
    let scores = count.scores
    var detection = Detection(encoding: scores[0].encoding, scores: scores)
    let utf8 = scores.first { $0.encoding == TextEncoding(.utf8) }!
    let isUTF8 = String(validating: bytes, as: UTF8.self) != nil
    if isUTF8, utf8.words == 0 || scores[0].legal == utf8.legal || !isLikelyMisread(scores[0]) {
      detection.encoding = utf8.encoding
    } else if scores[0].legal == 0 {
      detection.encoding = nil
      detection.doubt = .nothingFits
    } else {
      detection.doubt = doubt(scores, bytes)
    }
    if let encoding = detection.encoding, let (line, other) = count.misfit(encoding, bytes) {
      detection.doubt = .mixed(line: line, other)
    }
    return detection
  }

  /// Detects UTF-16 by its byte order mark, or by zero bytes in every second position, as ASCII letters have.
  private static func utf16(_ bytes: [UInt8]) -> CodePage? {
    if bytes.starts(with: [0xFF, 0xFE]) { return .utf16LittleEndian }
    if bytes.starts(with: [0xFE, 0xFF]) { return .utf16BigEndian }
    let sample = bytes.prefix(4096)
    guard sample.count >= 8, sample.contains(0), bytes.count.isMultiple(of: 2) else { return nil }
    var zeros = [0, 0]
    for (index, byte) in sample.enumerated() where byte == 0 { zeros[index & 1] += 1 }
    if zeros[0] == 0, zeros[1] * 8 > sample.count { return .utf16LittleEndian }
    if zeros[1] == 0, zeros[0] * 8 > sample.count { return .utf16BigEndian }
    return nil
  }

  private static func isLikelyMisread(_ score: Detection.Score) -> Bool {
    score.encoding.isMisread && score.legal * 2 >= score.words
  }

  private static func doubt(_ scores: [Detection.Score], _ bytes: [UInt8]) -> Detection.Doubt? {
    let best = scores[0]
    // Letters of two and three bytes do not occur by accident.
    if best.encoding == TextEncoding(.utf8), best.legal >= 2, best.legal * 10 >= best.words * 6 { return nil }
    let margin = max(4, best.words * 3 / 20)
    let sample = Array(bytes.prefix(1 << 16))
    let reading = best.encoding.decode(sample).text.lowercased()
    let rival = scores.dropFirst().first { score in
      if best.legal - score.legal >= margin { return true }
      // TCVN 5712 has the bytes of TCVN3 and more: two words only it can read are enough; without any it is TCVN3.
      if best.encoding.page == .tcvn3, score.encoding.page == .tcvn5712 { return false }
      if best.encoding.page == .tcvn5712, score.encoding.page == .tcvn3 { return best.legal - score.legal < 2 }
      // An encoding that yields the same text is not a rival.
      return score.encoding.decode(sample).text.lowercased() != reading
    }
    if best.legal < margin { return .tooShort }
    if best.legal * 10 < best.words * 6 { return .nothingFits }
    if let rival, best.legal - rival.legal < margin { return best.words < 20 ? .tooShort : .close(rival.encoding) }
    return nil
  }

  /// Detects ASCII: UTF-8, or VIQR if words have its marks where there is no punctuation.
  private static func plain(_ bytes: [UInt8]) -> Detection {
    // A quarter of a megabyte is enough.
    let (marked, words) = viqrWords(Array(bytes.prefix(1 << 18)))
    let utf8 = Detection(encoding: TextEncoding(.utf8))
    guard marked > 0, marked * 5 >= words else { return utf8 }
    return Detection(
      encoding: TextEncoding(.viqr), doubt: marked >= 5 ? nil : .tooShort,
      scores: [Detection.Score(encoding: TextEncoding(.viqr), legal: marked, words: words)])
  }

  /// Counts the legal syllables with a mark that cannot be punctuation in its position, and all words.
  private static func viqrWords(_ bytes: [UInt8]) -> (marked: Int, words: Int) {
    var (marked, words, index) = (0, 0, 0)
    while index < bytes.count {
      guard VIQR.isLetter(bytes[index]) else {
        index += 1
        continue
      }
      words += 1
      let units = VIQR.word(bytes, &index)
      guard let last = units.last else { continue }
      let inside = units.dropLast().contains { !$0.signs.isEmpty && (!$0.isStroke || $0.letter == units[0].letter) }
      let isStrange = last.signs.contains { [0x5E, 0x2B, 0x7E, 0x60].contains($0) }
      guard inside || isStrange else { continue }
      let reading = VIQR.reading(units)
      if reading.contains(where: { $0 > 0 }),
        isSyllable(VIQR.text(zip(units, reading).map { $0.scalar(signs: $1) }))
      {
        marked += 1
      }
    }
    return (marked, words)
  }
}
