/// The rules about which letters may follow each other in a syllable.
///
/// A group of up to three letters is packed into one number, with nine bits for each letter; the highest is ư, U+01B0.
enum Orthography {
  struct Nucleus {
    var finals: [UInt32]
    var isComplete: Bool
  }

  static func pack(_ letters: some Collection<UInt32>) -> UInt32 {
    guard letters.count <= 3 else { return .max }
    return letters.reduce(0) { $0 << 9 | ($1 & 0x1FF) }
  }

  private static func pack(_ letters: Substring) -> UInt32 { pack(letters.unicodeScalars.map(\.value)) }

  private static func words(_ text: String) -> [UInt32] { text.split(separator: " ").map(pack) }

  static func isVowel(_ scalar: UInt32) -> Bool { vowels.contains(scalar) }

  static func isConsonant(_ scalar: UInt32) -> Bool {
    scalar == 0x111 || (scalar >= 0x61 && scalar <= 0x7A && !isVowel(scalar))
  }

  /// z and dz occur in old spellings and in names.
  static let initials = Set(
    words("b c ch d đ dz g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x z") + [pack("q"), 0])
  static let stops = words("c ch p t")

  /// The finals that may follow each nucleus. Nuclei of `onTheWay` still need a mark: `truong` becomes `trương`.
  static let nuclei: [UInt32: Nucleus] = {
    var table: [UInt32: Nucleus] = [:]
    for line in complete + onTheWay {
      let parts = line.split(separator: ":", omittingEmptySubsequences: false)
      let finals = words(String(parts[1]))
      for vowels in words(String(parts[0])) {
        table[vowels] = Nucleus(finals: finals, isComplete: parts.count == 2)
      }
    }
    return table
  }()

  private static let complete = [
    "a:c ch m n ng nh p t", "ă â:c m n ng p t", "e:c ch m n ng nh p t", "ê:c ch m n nh p t", "i:c ch m n nh p t",
    "o ô:c m n ng p t", "ơ:m n p t", "u:c m n ng p t", "ư:c m n ng t", "y:t", "iê:c m n ng p t", "yê:m n ng t",
    "oa:c ch m n ng nh p t", "oă:c m n ng t", "oe:n t", "ua:n ng t", "uâ:n ng t", "uê:c ch n nh", "uô:c m n ng t",
    "ươ:c m n ng p t", "uơ:", "uy:c ch n nh p t", "uyê:n t",
    "ai ao au ay âu ây eo êu ia iu oi ôi ơi ui ưa ưi ưu iêu oai oay oeo uây uôi uya uyu ươi ươu yêu:",
  ]
  private static let onTheWay = [
    "ie:c m n ng p t:", "ye:m n ng t:", "uo ưo:c m n ng p t:", "ue:c ch n nh:", "uye:n t:",
    "eu uu ieu uay uoi uou uơi uơu ưoi ưou yeu:  :",
  ]

  /// Combinations the table does not allow: quyn, quynh, quyc, quych; giêng.
  static let exceptions: [(UInt32, UInt32, UInt32)] = [
    (pack("qu"), pack("y"), pack("n")), (pack("qu"), pack("y"), pack("nh")), (pack("qu"), pack("y"), pack("c")),
    (pack("qu"), pack("y"), pack("ch")), (pack("gi"), pack("ê"), pack("ng")),
  ]

  /// Vowels that cannot end a syllable.
  static let closed = Set(words("ă â oă uâ iê yê uyê uô ươ"))

  /// Whether an initial may be before these vowels: `gi` not before i and y, `qu` not before u and ư, `q` never alone,
  /// `k` only before e ê i y.
  static func goes(_ initial: UInt32, before first: UInt32, _ vowels: UInt32) -> Bool {
    switch initial {
    case gi: return first != 0x69 && first != 0x79
    case qu: return first != 0x75 && first != 0x1B0
    case q: return false
    case k: return isFront(first)
    default: return true
    }
  }

  /// Whether a complete syllable keeps the rules that may be broken while it is typed: gh and ngh only before e ê i; c
  /// and ng never before e ê i y, g there only before i; z, dz and p are no initials.
  static func isWellSpelt(_ letters: [UInt32], _ syllable: Syllable) -> Bool {
    let first = letters[syllable.nucleus.lowerBound]
    switch pack(letters[..<syllable.nucleus.lowerBound]) {
    case c, ng: return !isFront(first)
    case g: return !isFront(first) || first == 0x69
    case gh, ngh: return isFront(first) && first != 0x79
    case z, dz, pack("p"): return false
    default: return true
    }
  }

  private static func isFront(_ vowel: UInt32) -> Bool {
    vowel == 0x65 || vowel == 0xEA || vowel == 0x69 || vowel == 0x79
  }

  private static let vowels: [UInt32] = "aăâeêioôơuưy".unicodeScalars.map(\.value)
  private static let (gi, qu, q, k) = (pack("gi"), pack("qu"), pack("q"), pack("k"))
  private static let (c, g, gh, ng, ngh) = (pack("c"), pack("g"), pack("gh"), pack("ng"), pack("ngh"))
  private static let (z, dz) = (pack("z"), pack("dz"))
}
