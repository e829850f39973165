/// The meaning of the bytes of a page, and the bytes of its letters.
///
/// A table is written as the bytes of the alphabet in our order (`Alphabet.lower`, đ; then the capitals): facts that
/// can be compared with any description of the page. Both directions are derived from it.
struct PageTable: Sendable {
  /// By byte: a code point; a combining mark, which goes on the letter before; a mark of VNI; or `noMeaning`.
  private(set) var meaning: [UInt16]
  /// By slot of the letter: one byte, or two as 256 × first + second; 0 if the page lacks it.
  private var codes: [UInt16]
  /// Characters other than letters: the punctuation of Windows, combining marks.
  private var others: [UInt32: UInt8] = [:]
  /// Which small letters share their byte with the capital.
  let sharing: Sharing

  enum Sharing: Sendable { case none, everyTone, someOfVPS }

  static let noMeaning: UInt16 = 0xFFFF
  /// A mark of VNI is this, plus the tone (0…5), plus 8 for breve or 16 for circumflex.
  static let vniMark: UInt16 = 0xE000

  /// Returns the bytes of a letter or another character; 0 if the page lacks it.
  func code(_ scalar: UInt32) -> UInt16 {
    if scalar < 0x80 { return meaning[Int(scalar)] == UInt16(scalar) ? UInt16(scalar) : 0 }
    if Alphabet.hasSlot(scalar), case let code = codes[Alphabet.slot(scalar)], code != 0 { return code }
    return others[scalar].map(UInt16.init) ?? 0
  }

  /// Creates a table with ASCII only; the rest is added by `add`.
  private init(sharing: Sharing = .none) {
    meaning = [UInt16](repeating: PageTable.noMeaning, count: 256)
    for byte in 0..<0x80 { meaning[byte] = UInt16(byte) }
    codes = [UInt16](repeating: 0, count: Alphabet.slotCount)
    self.sharing = sharing
  }

  /// Creates a table with one byte for each letter.
  private init(lower: String, upper: String, sharing: Sharing = .none) {
    self.init(sharing: sharing)
    let (lowerBytes, upperBytes) = (PageTable.bytes(lower), PageTable.bytes(upper))
    // The capitals first: a byte that two letters share is read as the small one.
    for (scalar, byte) in zip(Alphabet.upper + [0x110], upperBytes) { add(scalar, byte) }
    for (scalar, byte) in zip(Alphabet.lower + [0x111], lowerBytes) { add(scalar, byte) }
  }

  private mutating func add(_ scalar: UInt32, _ byte: UInt8) {
    meaning[Int(byte)] = UInt16(scalar)
    if Alphabet.hasSlot(scalar) { codes[Alphabet.slot(scalar)] = UInt16(byte) } else { others[scalar] = byte }
  }

  /// Adds Windows-1252 for the bytes without a meaning: the fonts of the page leave those unchanged.
  private mutating func addWindows(_ bytes: ClosedRange<UInt8>) {
    for byte in bytes where meaning[Int(byte)] == PageTable.noMeaning {
      let scalar = Windows1252.scalar(byte)
      if scalar != 0 { add(scalar, byte) }
    }
  }

  private static func bytes(_ hexadecimal: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var high: UInt8?
    for digit in hexadecimal.utf8 where digit != 0x20 {
      let value = digit < 0x40 ? digit - 0x30 : digit - 0x37
      if let first = high { bytes.append(first << 4 | value) }
      high = high == nil ? value : nil
    }
    return bytes
  }
}

// MARK: the pages

extension PageTable {
  static let tcvn3: PageTable = {
    var table = PageTable(lower: lowerTCVN, upper: upperTCVN3, sharing: .everyTone)
    table.addWindows(0x80...0xA0)
    return table
  }()

  static let tcvn5712: PageTable = {
    var table = PageTable(lower: lowerTCVN, upper: upperTCVN5712)
    for (byte, mark) in zip((0xB0 as UInt8)...0xB4, [0x0300, 0x0309, 0x0303, 0x0301, 0x0323] as [UInt32]) {
      table.add(mark, byte)
    }
    table.addWindows(0xA0...0xA0)
    return table
  }()

  private static let lowerTCVN = """
    61B5B6B7B8B9 A8BBBCBDBEC6 A9C7C8C9CACB 65CCCECFD0D1 AAD2D3D4D5D6 69D7D8DCDDDE \
    6FDFE1E2E3E4 ABE5E6E7E8E9 ACEAEBECEDEE 75EFF1F2F3F4 ADF5F6F7F8F9 79FAFBFCFDFE AE
    """
  private static let upperTCVN3 = """
    41B5B6B7B8B9 A1BBBCBDBEC6 A2C7C8C9CACB 45CCCECFD0D1 A3D2D3D4D5D6 49D7D8DCDDDE \
    4FDFE1E2E3E4 A4E5E6E7E8E9 A5EAEBECEDEE 55EFF1F2F3F4 A6F5F6F7F8F9 59FAFBFCFDFE A7
    """
  private static let upperTCVN5712 = """
    418081828384 A1AFBABFC085 A2C1C2C3C486 458788898A8B A3C5CDD9DA8C 498D8E8F9091 \
    4F9293949596 A4DBE0F0FF97 A598999A9B9C 559D9E9F0102 A60405061112 591314151617 A7
    """

  static let viscii = PageTable(
    lower: """
      61E0E4E3E1D5 E5A2C6C7A1A3 E2A5A6E7A4A7 65E8EBA8E9A9 EAABACADAAAE 69ECEFEEEDB8 \
      6FF2F6F5F3F7 F4B0B1B2AFB5 BDB6B7DEBEFE 75F9FCFBFAF8 DFD7D8E6D1F1 79CFD6DBFDDC F0
      """,
    upper: """
      41C0C4C3C180 C58202058183 C28586068487 45C8CB88C989 CA8B8C8D8A8E 49CC9BCECD98 \
      4FD299A0D39A D49091928F93 B49697B39594 55D99C9DDA9E BFBBBCFFBAB9 599F1419DD1E D0
      """)

  /// The capitals to which UniKey gives the byte of the small letter are restored from their neighbours, as in TCVN3.
  static let vps = PageTable(
    lower: """
      61E0E4E3E1E5 E6A2A3A4A1A5 E2C0C4C5C3C6 65E8C8EBE9CB EA8A8BCD898C 69ECCCEFEDCE \
      6FF2D5F5F386 F4D2B087D3B6 D6A9AAABA7AE 75F9FBDBFAF8 DCD8BABBD9BF 79FF9BCF9A9C C7
      """,
    upper: """
      41808182C1E5 888E8FF08DA5 C28485C583C6 45D7DEFEC9CB CA939495908C 49B5B7B8B4CE \
      4FBCBDBEB986 D497989996B6 F79E9FA69DAE 55A8D1ACDAF8 D0AFB1BBADBF 59B2FDB3DD9C F1
      """, sharing: .someOfVPS)

  /// A byte for some letters (đ ơ ư, i with a tone, ỵ), otherwise the vowel and a byte for all its marks. The bytes of
  /// capitals and of their marks are 32 lower.
  static let vni: PageTable = {
    var table = PageTable()
    let letters: [(UInt32, UInt32, UInt8)] = [
      (0x1A1, 0x1A0, 0xF4), (0x1B0, 0x1AF, 0xF6), (0x111, 0x110, 0xF1), (0xED, 0xCD, 0xED), (0xEC, 0xCC, 0xEC),
      (0x1EC9, 0x1EC8, 0xE6), (0x129, 0x128, 0xF3), (0x1ECB, 0x1ECA, 0xF2), (0x1EF5, 0x1EF4, 0xEE),
    ]
    for (lower, upper, byte) in letters {
      table.add(lower, byte)
      table.add(upper, byte - 0x20)
    }
    // In the order of the tones: none huyền hỏi ngã sắc nặng.
    let marks: [(shape: UInt16, bytes: [UInt8])] = [
      (0, [0, 0xF8, 0xFB, 0xF5, 0xF9, 0xEF]), (8, [0xEA, 0xE8, 0xFA, 0xFC, 0xE9, 0xEB]),
      (16, [0xE2, 0xE0, 0xE5, 0xE3, 0xE1, 0xE4]),
    ]
    for (shape, bytes) in marks {
      for (tone, byte) in bytes.enumerated() where byte != 0 {
        table.meaning[Int(byte)] = vniMark + shape + UInt16(tone)
        table.meaning[Int(byte) - 0x20] = vniMark + shape + UInt16(tone)
      }
    }
    // By shape: the letter that is written, and its row of marks.
    let written = [0, 0, 0, 3, 3, 5, 6, 6, 8, 9, 10, 11], rows = [0, 1, 2, 0, 2, 0, 0, 2, 0, 0, 0, 0]
    for (place, scalar) in (Alphabet.lower + Alphabet.upper).enumerated() where table.code(scalar) == 0 {
      let (shape, isUpper) = (place % 72 / 6, place >= 72)
      let mark = UInt16(marks[rows[shape]].bytes[place % 6])
      let letter = table.code((isUpper ? Alphabet.upper : Alphabet.lower)[written[shape] * 6])
      table.codes[Alphabet.slot(scalar)] = letter << 8 | (isUpper ? mark - 0x20 : mark)
    }
    table.addWindows(0x80...0xBF)
    return table
  }()

  /// Letters with a tone are written as letter and tone, as Windows does; the composed ones it also has (à á è é …) are
  /// read.
  static let cp1258: PageTable = {
    var table = PageTable()
    let tones: [UInt16] = [0, 0xCC, 0xD2, 0xDE, 0xEC, 0xF2]
    let own: [(UInt32, UInt8)] = [
      (0x102, 0xC3), (0x300, 0xCC), (0x110, 0xD0), (0x309, 0xD2), (0x1A0, 0xD5), (0x1AF, 0xDD), (0x303, 0xDE),
      (0x103, 0xE3), (0x301, 0xEC), (0x111, 0xF0), (0x323, 0xF2), (0x1A1, 0xF5), (0x1B0, 0xFD), (0x20AB, 0xFE),
    ]
    for (scalar, byte) in own { table.add(scalar, byte) }
    // Without the Š Ž š ž of Windows-1252.
    for bytes: ClosedRange<UInt8> in [0x80...0x89, 0x8B...0x8D, 0x8F...0x99, 0x9B...0x9D, 0x9F...0xFF] {
      table.addWindows(bytes)
    }
    for (place, scalar) in (Alphabet.lower + Alphabet.upper).enumerated() where place % 6 != 0 {
      let bare = (place >= 72 ? Alphabet.upper : Alphabet.lower)[place % 72 / 6 * 6]
      table.codes[Alphabet.slot(scalar)] = table.code(bare) << 8 | tones[place % 6]
    }
    return table
  }()
}

/// Western Windows, as which old files were misread.
enum Windows1252 {
  private static let specials: [UInt32] =
    "€\u{0}‚ƒ„…†‡ˆ‰Š‹Œ\u{0}Ž\u{0}\u{0}‘’“”•–—˜™š›œ\u{0}žŸ".unicodeScalars.map(\.value)

  /// Returns the code point of a byte; 0 for the five bytes without a meaning.
  static func scalar(_ byte: UInt8) -> UInt32 {
    (0x80...0x9F).contains(byte) ? specials[Int(byte) - 0x80] : UInt32(byte)
  }

  /// Returns the byte that was read as this character; a program that read Latin-1 left 80…9F as controls.
  static func byte(_ scalar: UInt32) -> UInt8? {
    if scalar < 0x100 { return UInt8(scalar) }
    guard scalar < 0x2123, let place = specials.firstIndex(of: scalar) else { return nil }
    return UInt8(0x80 + place)
  }
}
