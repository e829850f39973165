/// Which page a text is in, as far as its bytes tell, and how sure that is.
public struct Detection: Equatable, Sendable {
  /// The page that fits best; nil when nothing fits.
  public var encoding: TextEncoding?
  /// Nil: sure enough to go on. Else the caller asks somebody who knows.
  public var doubt: Doubt?
  /// What speaks for each page, the best first.
  public var scores: [Score]

  public var isSure: Bool { doubt == nil }

  public init(encoding: TextEncoding? = nil, doubt: Doubt? = nil, scores: [Score] = []) {
    self.encoding = encoding
    self.doubt = doubt
    self.scores = scores
  }

  /// Of the words that are not plain ASCII, how many the page makes a legal syllable of.
  public struct Score: Equatable, Sendable {
    public var encoding: TextEncoding
    public var legal: Int
    public var words: Int
  }

  public enum Doubt: Equatable, Sendable {
    /// No text: bytes of zero in it.
    case binary
    /// Too few words with marks to tell.
    case tooShort
    /// Another page fits nearly as well.
    case close(TextEncoding)
    /// Not Vietnamese in any page known here.
    case nothingFits
    /// From this line on, or on it, it is another page.
    case mixed(line: Int, TextEncoding)
  }
}

extension TextEncoding {
  /// Looks for the page of a text.
  ///
  /// 1. A byte order mark, or the zero bytes of UTF-16, say it; what lies inside may still be an old page that was misread.
  /// 2. Plain ASCII is UTF-8, unless it is VIQR.
  /// 3. Else the words that are not plain ASCII are read in every page; the page with the most legal syllables has it. Valid UTF-8 is
  ///    believed unless it reads better as an old page that was misread.
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

  /// By the mark at the beginning; or by zero bytes in every other place, as ASCII letters have in UTF-16.
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
    // Letters of two and three bytes come about by no accident.
    if best.encoding == TextEncoding(.utf8), best.legal >= 2, best.legal * 10 >= best.words * 6 { return nil }
    let margin = max(4, best.words * 3 / 20)
    let sample = Array(bytes.prefix(1 << 16))
    let reading = best.encoding.decode(sample).text.lowercased()
    let rival = scores.dropFirst().first { score in
      if best.legal - score.legal >= margin { return true }
      // TCVN 5712 has the bytes of TCVN3 and more: two words of its own are enough, and without any it is TCVN3.
      if best.encoding.page == .tcvn3, score.encoding.page == .tcvn5712 { return false }
      if best.encoding.page == .tcvn5712, score.encoding.page == .tcvn3 { return best.legal - score.legal < 2 }
      // A page that gives the same text is no rival.
      return score.encoding.decode(sample).text.lowercased() != reading
    }
    if best.legal < margin { return .tooShort }
    if best.legal * 10 < best.words * 6 { return .nothingFits }
    if let rival, best.legal - rival.legal < margin { return best.words < 20 ? .tooShort : .close(rival.encoding) }
    return nil
  }

  /// Nothing but ASCII: UTF-8, or VIQR when words bear its marks where punctuation does not stand.
  private static func plain(_ bytes: [UInt8]) -> Detection {
    // A quarter of a megabyte tells enough.
    let (marked, words) = viqrWords(Array(bytes.prefix(1 << 18)))
    let utf8 = Detection(encoding: TextEncoding(.utf8))
    guard marked > 0, marked * 5 >= words else { return utf8 }
    return Detection(
      encoding: TextEncoding(.viqr), doubt: marked >= 5 ? nil : .tooShort,
      scores: [Detection.Score(encoding: TextEncoding(.viqr), legal: marked, words: words)])
  }

  /// Legal syllables with a mark that is no punctuation where it stands, of all words.
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
