import CommandWords
import Vietnamese
import Wording

package extension Command {
  /// Converts lines of keys to lines of text, for scripts and tests.
  static let type = Command(
    name: "type", aliases: ["go"], group: .program,
    summary: Bilingual("đổi dòng phím thành chữ Việt", "turn lines of keys into Vietnamese"),
    detail: Bilingual(
      "Đọc từng dòng phím từ đầu vào chuẩn, in từng dòng chữ. Không cần tệp sổ.",
      "Reads lines of keys from standard input, writes lines of text. Needs no office."),
    surfaces: [.shell],
    parameters: [
      TypeParameters.method, TypeParameters.style, TypeParameters.spell, TypeParameters.restore,
      TypeParameters.backspace, TypeParameters.commit,
    ],
    examples: [
      Example("vanthu type --method vni", "mỗi dòng phím thành một dòng chữ", "each line of keys is a line of text"),
      Example(
        "vanthu type --commit --backspace '<'", "dòng vieejt< thành việ", "the line vieejt< becomes việ"),
    ],
    run: { session, given in
      let options = TypingOptions(
        given(TypeParameters.method).flatMap(TypingMethod.init) ?? .simpleTelex,
        toneStyle: given(TypeParameters.style).flatMap(ToneStyle.init) ?? .old,
        checksSpelling: given(TypeParameters.spell) != "off", restoresForeign: given(TypeParameters.restore) != "off")
      let backspace = given(TypeParameters.backspace) ?? ""
      guard backspace.count <= 1 else { throw TypeRefusal.longBackspace(backspace) }
      var number = 0
      while let keys = readLine() {
        number += 1
        // `readLine` has replaced bytes that are not UTF-8.
        guard !keys.unicodeScalars.contains("\u{FFFD}") else { throw TypeRefusal.notUTF8(line: number) }
        let text = Typist.text(
          of: keys, options, backspace: backspace.first, commit: given(TypeParameters.commit))
        try writeOutput(printable(text, lines: true) + "\n")
      }
      return Outcome()
    })
}

package enum TypeParameters {
  package static let method = Typed<String>.option(
    "method", .choice(TypingMethod.choices.map(\.rawValue) + ["off"]), Bilingual("kiểu gõ", "method"),
    help: Bilingual("mặc định: simple-telex", "default: simple-telex"))
  package static let style = Typed<String>.option(
    "style", .choice(["old", "new"]), Bilingual("kiểu đặt dấu", "tone style"),
    help: Bilingual("mặc định: old (hòa, thủy)", "usually old (hòa, thủy)"))
  package static let spell = Typed<String>.option(
    "spell", .choice(["on", "off"]), Bilingual("kiểm tra chính tả", "spelling check"),
    help: Bilingual("mặc định: on", "default: on"))
  package static let restore = Typed<String>.option(
    "restore", .choice(["on", "off"]), Bilingual("trả lại từ nước ngoài", "restore foreign words"),
    help: Bilingual("mặc định: on", "default: on"))
  package static let backspace = Typed<String>.option(
    "backspace", .text, Bilingual("phím xóa", "backspace key"),
    help: Bilingual("ký tự thay cho phím Backspace, ví dụ '<'", "the character that stands for Backspace, such as '<'"))
  package static let commit = Typed<Bool>.flag(
    "commit", Bilingual("kết thúc từ cuối", "end the last word"),
    help: Bilingual("từ cuối dòng kết thúc như có dấu cách", "the last word ends as if a space followed"))
}

package enum TypeRefusal: Refusal, Equatable {
  case longBackspace(String)
  case notUTF8(line: Int)

  package var words: Bilingual {
    switch self {
    case .longBackspace(let typed):
      Bilingual(
        "--backspace nhận một ký tự, không phải “\(typed)”; ví dụ --backspace '<'.",
        "--backspace accepts one character, not “\(typed)”; for example --backspace '<'.")
    case .notUTF8(let line):
      Bilingual(
        "Dòng \(line) không phải UTF-8; đổi mã trước rồi chạy lại.",
        "Line \(line) is not UTF-8; convert it first, then run this again.")
    }
  }
}
