import CommandWords
import Records
import Vietnamese
import Wording

/// Cách gõ chữ Việt.
package extension Command {
  /// Shows how the clerk types, or changes and stores it.
  static let typing = Command(
    name: "typing", aliases: ["kieu-go"], group: .program,
    summary: Bilingual("cách gõ chữ Việt của anh chị trên máy này", "how you type Vietnamese on this PC"),
    detail: Bilingual(
      "Nhớ riêng cho từng người. Trên màn hình: F8 bật tắt; Ctrl-Z trong ô nhập trả lại đúng phím vừa gõ.",
      "Remembered for each clerk. On the screen: F8 switches; Ctrl-Z in a field restores the keys as typed."),
    parameters: [TypingParameters.method, TypingParameters.tone, TypingParameters.spelling, TypingParameters.restore],
    examples: [
      Example("vanthu typing vni", "gõ kiểu VNI", "type VNI"),
      Example("vanthu typing --tone new", "đặt dấu kiểu mới: hoà, thuỷ", "tones the new way: hoà, thuỷ"),
    ],
    run: { session, given in
      let typing = try session.typing.changed(by: given)
      try session.remember(typing)
      return Outcome(lines: [typing.described(session.language)], json: typing.json)
    },
    asks: { call in
      let typing = try call.session.typing.changed(by: call.given)
      try call.session.remember(typing)
      return .say(Bilingual(typing.described(.vietnamese), typing.described(.english)), .hint)
    })
}

package enum TypingParameters {
  package static let method = Typed<String>.argument(
    "method", .choice(TypingMethod.choices.map(\.rawValue) + ["on", "off", "switch"]), Bilingual("kiểu gõ", "method"),
    help: Bilingual(
      "simple-telex: w thành ư, [ ] là chính nó; telex: [ ] thành ơ ư",
      "simple-telex: w is ư, [ ] are themselves; telex: [ ] are ơ ư"),
    required: false)
  package static let tone = Typed<String>.option(
    "tone", .choice(["old", "new"]), Bilingual("kiểu đặt dấu", "tone style"),
    help: Bilingual("old: hòa, thủy; new: hoà, thuỷ", "old: hòa, thủy; new: hoà, thuỷ"))
  package static let spelling = Typed<String>.option(
    "spelling", .choice(["on", "off"]), Bilingual("kiểm tra chính tả", "spelling check"))
  package static let restore = Typed<String>.option(
    "restore", .choice(["on", "off"]), Bilingual("trả lại từ nước ngoài", "restore foreign words"),
    help: Bilingual("windows không thành ưindows", "windows stays windows"))
}

package extension Typing {
  fileprivate func changed(by given: Given) -> Typing {
    var typing = self
    switch given(TypingParameters.method) {
    case nil: break
    case "on": typing.isOn = true
    case "off": typing.isOn = false
    case "switch": typing.isOn.toggle()
    case let name?:
      typing.method = TypingMethod(rawValue: name) ?? method
      typing.isOn = true
    }
    if let style = given(TypingParameters.tone).flatMap(ToneStyle.init) { typing.toneStyle = style }
    if let spelling = given(TypingParameters.spelling) { typing.checksSpelling = spelling == "on" }
    if let restore = given(TypingParameters.restore) { typing.restoresForeign = restore == "on" }
    return typing
  }

  func described(_ language: Language) -> String {
    let off = Bilingual("đang tắt (F8 để bật)", "switched off (F8 switches it on)")
    let tones =
      toneStyle == .old
      ? Bilingual("dấu kiểu cũ (hòa, thủy)", "old tones (hòa, thủy)")
      : Bilingual("dấu kiểu mới (hoà, thuỷ)", "new tones (hoà, thuỷ)")
    let spelling =
      checksSpelling
      ? Bilingual("có kiểm tra chính tả", "spelling checked")
      : Bilingual("không kiểm tra chính tả", "spelling not checked")
    let restore =
      restoresForeign && checksSpelling
      ? Bilingual("trả lại từ nước ngoài", "foreign words restored")
      : Bilingual("không trả lại từ nước ngoài", "foreign words not restored")
    let state = isOn ? [method.words] : [method.words, off]
    return Bilingual("Gõ chữ Việt: ", "Typing: ")[language]
      + (state + [tones, spelling, restore]).map { $0[language] }.joined(separator: ", ") + "."
  }

  var json: JSON {
    .object([
      ("method", .string(method.rawValue)), ("on", .bool(isOn)), ("tone", .string(toneStyle.rawValue)),
      ("spelling", .bool(checksSpelling)), ("restore", .bool(restoresForeign)),
    ])
  }
}
