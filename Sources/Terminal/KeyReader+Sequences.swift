/// Maps escape sequences to keys.
extension KeyReader {
  /// Maps `ESC [ numbers letter`; the second number is 1 plus the sum of shift (1), alt (2) and ctrl (4).
  static func key(_ numbers: [Int], _ final: UInt8) -> Key? {
    let held = max(0, (numbers.count > 1 ? numbers[1] : 1) - 1)
    switch final {
    case 0x7e: return numbered(numbers.first ?? 0, held)
    case 0x41: return held & 1 != 0 ? .named(.shiftUp) : .named(.up)
    case 0x42: return held & 1 != 0 ? .named(.shiftDown) : .named(.down)
    case 0x43: return held & 6 != 0 ? .named(.ctrlRight) : .named(.right)
    case 0x44: return held & 6 != 0 ? .named(.ctrlLeft) : .named(.left)
    case 0x46: return held & 4 != 0 ? .named(.ctrlEnd) : .named(.end)
    case 0x48: return held & 4 != 0 ? .named(.ctrlHome) : .named(.home)
    case 0x50...0x53: return .function(Int(final) - 0x4f)  // xterm: F1–F4 with shift or ctrl held
    case 0x5a: return .named(.backTab)
    case 0x61: return .named(.shiftUp)  // rxvt
    case 0x62: return .named(.shiftDown)
    default: return nil
    }
  }

  private static func numbered(_ number: Int, _ held: Int) -> Key? {
    switch number {
    case 1, 7: held & 4 != 0 ? .named(.ctrlHome) : .named(.home)
    case 4, 8: held & 4 != 0 ? .named(.ctrlEnd) : .named(.end)
    case 2: .named(.insert)
    case 3: .named(.delete)
    case 5: .named(.pageUp)
    case 6: .named(.pageDown)
    case 11...15: .function(number - 10)
    case 17...21: .function(number - 11)
    case 23...24: .function(number - 12)
    case 25...26: .function(number - 12)
    case 28...29: .function(number - 13)
    case 31...34: .function(number - 14)
    default: nil
    }
  }

  /// `ESC O letter`: cursor keys and the keypad in application mode.
  static let keypad: [UInt8: Key] = {
    var keys: [UInt8: Key] = [
      0x41: .named(.up), 0x42: .named(.down), 0x43: .named(.right), 0x44: .named(.left),
      0x46: .named(.end), 0x48: .named(.home), 0x4d: .named(.enter),
      0x50: .function(1), 0x51: .function(2), 0x52: .function(3), 0x53: .function(4),
      0x63: .named(.ctrlRight), 0x64: .named(.ctrlLeft),  // rxvt
    ]
    for (offset, letter) in "*+,-./0123456789".enumerated() { keys[0x6a + UInt8(offset)] = .character(letter) }
    return keys
  }()
}
