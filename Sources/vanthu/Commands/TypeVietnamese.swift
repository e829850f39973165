import CommandWords
import Records
import Vietnamese
import Wording

/// Gõ chữ Việt.
extension Command {
  /// How the clerk types: shown, or changed and remembered.
  static let typing = Command(
    name: "typing", aliases: ["kieu-go"], group: .program,
    summary: Words("cách gõ chữ Việt của anh chị trên máy này", "how you type Vietnamese at this PC"),
    detail: Words(
      "Nhớ riêng cho từng người. Trên màn hình: F8 bật tắt; Ctrl-Z trong ô nhập trả lại đúng phím vừa gõ.",
      "Remembered for each clerk. On the screen: F8 switches; Ctrl-Z in a field gives back the keys as typed."),
    parameters: [
      .argument(
        "method", .choice(TypingMethod.choices.map(\.rawValue) + ["on", "off", "switch"]), Words("kiểu gõ", "method"),
        help: Words(
          "simple-telex: w thành ư, [ ] là chính nó; telex: [ ] thành ơ ư",
          "simple-telex: w is ư, [ ] are themselves; telex: [ ] are ơ ư"),
        required: false),
      .option(
        "tone", .choice(["old", "new"]), Words("kiểu đặt dấu", "tone style"),
        help: Words("old: hòa, thủy; new: hoà, thuỷ", "old: hòa, thủy; new: hoà, thuỷ")),
      .option("spelling", .choice(["on", "off"]), Words("kiểm tra chính tả", "spelling check")),
      .option(
        "restore", .choice(["on", "off"]), Words("trả lại từ nước ngoài", "restore foreign words"),
        help: Words("windows không thành ưindows", "windows stays windows")),
    ],
    examples: [
      Example("vanthu typing vni", "gõ kiểu VNI", "type VNI"),
      Example("vanthu typing --tone new", "đặt dấu kiểu mới: hoà, thuỷ", "tones the new way: hoà, thuỷ"),
    ],
    run: { session, arguments in
      let typing = try session.typing.changed(by: arguments)
      try session.remember(typing)
      return Outcome(lines: [typing.described(session.language)], json: typing.json)
    },
    act: { workbench, arguments in
      let typing = try workbench.session.typing.changed(by: arguments)
      try workbench.session.remember(typing)
      workbench.say(typing.described(workbench.session.language))
    })

  /// Keys in, text out, one line each: for scripts and tests.
  static let type = Command(
    name: "type", aliases: ["go"], group: .program,
    summary: Words("đổi dòng phím thành chữ Việt", "turn lines of keys into Vietnamese"),
    detail: Words(
      "Đọc từng dòng phím từ đầu vào chuẩn, in từng dòng chữ. Không cần tệp sổ.",
      "Reads lines of keys from standard input, writes lines of text. Needs no office."),
    doors: [.shell],
    parameters: [
      .option(
        "method", .choice(TypingMethod.choices.map(\.rawValue) + ["off"]), Words("kiểu gõ", "method"),
        help: Words("mặc định: simple-telex", "usually simple-telex")),
      .option(
        "style", .choice(["old", "new"]), Words("kiểu đặt dấu", "tone style"),
        help: Words("mặc định: old (hòa, thủy)", "usually old (hòa, thủy)")),
      .option(
        "spell", .choice(["on", "off"]), Words("kiểm tra chính tả", "spelling check"),
        help: Words("mặc định: on", "usually on")),
      .option(
        "restore", .choice(["on", "off"]), Words("trả lại từ nước ngoài", "restore foreign words"),
        help: Words("mặc định: on", "usually on")),
      .option(
        "backspace", .text, Words("phím xóa", "backspace key"),
        help: Words("ký tự thay cho phím Backspace, ví dụ '<'", "the character that stands for Backspace, such as '<'")),
      .flag(
        "commit", Words("kết thúc từ cuối", "end the last word"),
        help: Words("từ cuối dòng kết thúc như có dấu cách", "the last word ends as if a space followed")),
    ],
    examples: [
      Example("vanthu type --method vni", "mỗi dòng phím thành một dòng chữ", "each line of keys is a line of text"),
      Example(
        "vanthu type --commit --backspace '<'", "dòng vieejt< thành việ", "the line vieejt< becomes việ"),
    ],
    run: { session, arguments in
      let options = TypingOptions(
        arguments["method"].flatMap(TypingMethod.init) ?? .simpleTelex,
        toneStyle: arguments["style"].flatMap(ToneStyle.init) ?? .old,
        checksSpelling: arguments["spell"] != "off", restoresForeign: arguments["restore"] != "off")
      let backspace = arguments["backspace"] ?? ""
      guard backspace.count <= 1 else { throw TypeRefusal.longBackspace(backspace) }
      var number = 0
      while let keys = readLine() {
        number += 1
        // What is not UTF-8 has been mended by guess.
        guard !keys.unicodeScalars.contains("\u{FFFD}") else { throw TypeRefusal.notUTF8(line: number) }
        let text = Typist.text(
          of: keys, options, backspace: backspace.first, commit: arguments.flag("commit"))
        try writeOutput(printable(text, lines: true) + "\n")
      }
      return Outcome()
    })
}

extension Typing {
  fileprivate func changed(by arguments: Arguments) -> Typing {
    var typing = self
    switch arguments["method"] {
    case nil: break
    case "on": typing.isOn = true
    case "off": typing.isOn = false
    case "switch": typing.isOn.toggle()
    case let name?:
      typing.method = TypingMethod(rawValue: name) ?? method
      typing.isOn = true
    }
    if let style = arguments["tone"].flatMap(ToneStyle.init) { typing.toneStyle = style }
    if let spelling = arguments["spelling"] { typing.checksSpelling = spelling == "on" }
    if let restore = arguments["restore"] { typing.restoresForeign = restore == "on" }
    return typing
  }

  func described(_ language: Language) -> String {
    let off = Words("đang tắt (F8 để bật)", "switched off (F8 switches it on)")
    let tones =
      toneStyle == .old
      ? Words("dấu kiểu cũ (hòa, thủy)", "old tones (hòa, thủy)")
      : Words("dấu kiểu mới (hoà, thuỷ)", "new tones (hoà, thuỷ)")
    let spelling =
      checksSpelling
      ? Words("có kiểm tra chính tả", "spelling checked") : Words("không kiểm tra chính tả", "spelling not checked")
    let restore =
      restoresForeign && checksSpelling
      ? Words("trả lại từ nước ngoài", "foreign words restored")
      : Words("không trả lại từ nước ngoài", "foreign words not restored")
    let state = isOn ? [method.words] : [method.words, off]
    return Words("Gõ chữ Việt: ", "Typing: ")[language]
      + (state + [tones, spelling, restore]).map { $0[language] }.joined(separator: ", ") + "."
  }

  var json: JSON {
    .object([
      ("method", .string(method.rawValue)), ("on", .bool(isOn)), ("tone", .string(toneStyle.rawValue)),
      ("spelling", .bool(checksSpelling)), ("restore", .bool(restoresForeign)),
    ])
  }
}

enum TypeRefusal: Refusal, Equatable {
  case longBackspace(String)
  case notUTF8(line: Int)

  var words: Words {
    switch self {
    case .longBackspace(let typed):
      Words(
        "--backspace nhận một ký tự, không phải “\(typed)”; ví dụ --backspace '<'.",
        "--backspace takes one character, not “\(typed)”; for example --backspace '<'.")
    case .notUTF8(let line):
      Words(
        "Dòng \(line) không phải UTF-8; đổi mã trước rồi chạy lại.",
        "Line \(line) is not UTF-8; convert it first, then run this again.")
    }
  }
}
