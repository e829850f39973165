import TestSupport
import Testing

@testable import Vietnamese

private func telex(_ keys: String, _ style: ToneStyle = .old, commit: Bool = true) -> String {
  Typist.text(of: keys, TypingOptions(.simpleTelex, toneStyle: style), backspace: "<", commit: commit)
}

@Suite("Typing")
struct TypingTests {
  @Test("Brackets are themselves unless asked for")
  func brackets() {
    #expect(telex("[V/v] {a}") == "[V/v] {a}")
    #expect(Typist.text(of: "d]]]", TypingOptions(.telex)) == "d]]")
    #expect(Typist.text(of: "t][", TypingOptions(.telex)) == "tươ")
  }

  @Test("Abbreviations with Đ stay, words of other languages come back")
  func abbreviations() {
    #expect(telex("15/QDD-UBND, HDDND, NDD-CP. TTDDT") == "15/QĐ-UBND, HĐND, NĐ-CP. TTĐT")
    #expect(telex("windows wifi excel word") == "windows wifi excel word")
    #expect(telex("DDawsk Lawsk, Krong") == "Đắk Lắk, Krong")
    #expect(telex("WTO WHO") == "WTO WHO")
  }

  @Test("A half of a word that is taken back stays as it was meant")
  func takenBack() {
    #expect(telex("xooong") == "xoong")
    #expect(telex("offfice") == "office")
    #expect(telex("tesst") == "test")
  }

  @Test("The tone follows the word while it grows and shrinks")
  func movingTone() {
    #expect(telex("hoaf", commit: false) == "hòa")
    #expect(telex("hoafn") == "hoàn")
    #expect(telex("hoafn<") == "hòa")
    #expect(telex("hoafn<<<") == "h")
    #expect(telex("vieejt<<") == "vi")
    #expect(telex("hoaf<", .new) == "ho")
    #expect(telex("thuyr", .new) == "thuỷ")
    #expect(telex("thuyr") == "thủy")
    #expect(telex("quyr", .old) == "quỷ")
    #expect(telex("giax giwx gix") == "giã giữ gĩ")
  }

  @Test("In numbers and symbols only dd is a letter")
  func codes() {
    #expect(Typist.text(of: "03/QyDD-UBND", TypingOptions(.onlyD)) == "03/QyĐ-UBND")
    #expect(Typist.text(of: "15/QDD-as.oo", TypingOptions(.onlyD)) == "15/QĐ-as.oo")
    #expect(Typist.text(of: "99/NQ-HD9ND19", TypingOptions(.onlyD9)) == "99/NQ-HĐND19")
    #expect(Typist.text(of: "aas dd", TypingOptions(.off)) == "aas dd")
  }

  @Test("VIQR: a stroke makes a mark itself, and is itself before a letter")
  func strokes() {
    #expect(Typist.text(of: "xong\\. C:\\temp", TypingOptions(.viqr)) == "xong. C:\\temp")
    #expect(Typist.text(of: "\\\\", TypingOptions(.viqr)) == "\\")
  }

  @Test("Letters that come whole are taken as they are")
  func wholeLetters() {
    let text = "Ủy ban nhân dân xã Đàm Thuỷ, ngày 20/11/2026: “Quyết định” — ễ ươn ướt"
    for method in TypingMethod.allCases where method != .viqr {
      #expect(Typist.text(of: text, TypingOptions(method), commit: true) == text, "\(method)")
    }
    #expect(telex("việj") == "viêj")
    #expect(telex("viêtj") == "việt")
  }

  @Test("An input method of the system, which takes letters back and writes others, is not disturbed")
  func inputMethodOutside() {
    #expect(telex("vie<ê<ếtt<<<ệt") == "việt")
    #expect(telex("d<đuo<<ươ<<ườngg< ho<<hòa<<oà") == "đường hoà")
    #expect(telex("thu<ủy<<uỷ") == "thuỷ")
  }

  @Test("Giving back: the keys, and once more the word")
  func givingBack() {
    var typist = Typist(TypingOptions(.simpleTelex))
    var text = ""
    func apply(_ edit: Typist.Edit?) {
      guard let edit else { return }
      text.removeLast(edit.deleting)
      text += edit.inserting
    }
    for key in "phoos" { apply(typist.type(key)) }
    #expect(text == "phố")
    apply(typist.giveBack())
    #expect(text == "phoos")
    apply(typist.giveBack())
    #expect(text == "phố")
    for key in " windows " { apply(typist.type(key)) }
    #expect(text == "phố windows ")
    apply(typist.giveBack())
    #expect(text == "phố ưindows ")
    typist.forget()
    #expect(typist.giveBack() == nil)
  }

  @Test("Every syllable of the language can be typed, marks at once or at the end")
  func everySyllable() {
    var count = 0
    for (letters, tone) in Syllables.all {
      for style in ToneStyle.allCases {
        let written = Syllables.write(letters, tone, style)
        #expect(isSyllable(written), "\(written)")
        // The initial does not matter to a method; all of them are tried with one.
        let methods: [TypingMethod] = Syllables.hasPlainInitial(letters) ? [.telex, .vni, .viqr] : []
        for method in [.simpleTelex] + methods {
          for keys in Syllables.keys(letters, tone, method) {
            let typed = Typist.text(of: keys, TypingOptions(method, toneStyle: style), commit: true)
            if typed != written { Issue.record("\(method): \(keys) gives \(typed), not \(written)") }
            count += 1
          }
        }
      }
    }
    #expect(count > 50_000)
  }
}

@Suite("Typing: promises")
struct TypingPromises {
  private static let keys = Array("aaeeoouwdsfrxjziynhgctpqubklmv[]AEODWSF1290678^'`?~.+(* -/:<ếđ\\")

  @Test("No key is lost: a word is the keys, or gives them back", arguments: TypingMethod.allCases)
  func nothingIsLost(_ method: TypingMethod) {
    var random = SeededRandom(seed: 7)
    for _ in 0..<4000 {
      let options = TypingOptions(
        method, toneStyle: Bool.random(using: &random) ? .old : .new, checksSpelling: Bool.random(using: &random))
      var typist = Typist(options)
      var text = "", typed = ""
      for _ in 0..<Int.random(in: 1...30, using: &random) {
        let key = Self.keys.filter { !" -/:<".contains($0) }.randomElement(using: &random)!
        let edit = typist.type(key)
        guard !typist.isIdle else { break }
        typed.append(key)
        text.removeLast(edit.deleting)
        text += edit.inserting
      }
      #expect(typist.rawKeys == typed || typist.isIdle)
      guard !typist.isIdle, text != typed else { continue }
      guard let back = typist.giveBack() else {
        Issue.record("\(method): \(typed) is shown as \(text) and cannot be given back")
        continue
      }
      text.removeLast(back.deleting)
      text += back.inserting
      #expect(text == typed)
    }
  }

  @Test("Any keys in any order: the text stays whole", arguments: TypingMethod.allCases)
  func anyKeys(_ method: TypingMethod) {
    for seed in 1...60 as ClosedRange<UInt64> {
      var random = SeededRandom(seed: seed)
      var typist = Typist(TypingOptions(method, checksSpelling: seed % 2 == 0))
      var text: [Character] = []
      for _ in 0..<400 {
        let edit: Typist.Edit?
        switch Int.random(in: 0..<30, using: &random) {
        case 0: edit = typist.finish()
        case 1: edit = typist.giveBack()
        case 2:
          typist.forget()
          edit = nil
        case 3...6: edit = text.isEmpty ? nil : typist.backspace()
        case 7:
          typist.resume(String(text.suffix(4)))
          edit = nil
        default: edit = typist.type(Self.keys.randomElement(using: &random)!)
        }
        guard let edit else { continue }
        #expect(edit.deleting <= text.count)
        text.removeLast(min(edit.deleting, text.count))
        text += Array(edit.inserting)
        #expect(composed(String(text)) == String(text))
      }
    }
  }

  @Test("Backspace comes to the beginning, one shown letter at a time", arguments: TypingMethod.allCases)
  func backspace(_ method: TypingMethod) {
    var random = SeededRandom(seed: 3)
    for _ in 0..<500 {
      var typist = Typist(TypingOptions(method))
      var text: [Character] = []
      func apply(_ edit: Typist.Edit) {
        text.removeLast(edit.deleting)
        text += Array(edit.inserting)
      }
      for _ in 0..<Int.random(in: 1...20, using: &random) {
        apply(typist.type(Self.keys.randomElement(using: &random)!))
      }
      while !text.isEmpty {
        let before = text.count
        apply(typist.backspace())
        #expect(text.count == before - 1)
      }
      #expect(typist.isIdle)
    }
  }

  @Test("A word without an end is only letters")
  func endless() {
    let keys = String(repeating: "as", count: 20_000)
    let typed = Typist.text(of: keys, TypingOptions(.telex, restoresForeign: false))
    #expect(typed.hasSuffix("asas"))
    #expect(typed.count >= 39_990)
  }
}
