import CommandWords
import Office
import Records
import Wording

/// Nhập bản điện tử vào bản giấy.
package extension Command {
  static let merge = Command(
    name: "merge", aliases: ["nhap-vao"], group: .incoming,
    summary: Bilingual(
      "đây là bản điện tử của văn bản đã đăng ký từ giấy: nhập làm một",
      "merge an electronic copy into the document registered from paper"),
    detail: Bilingual(
      """
      Tệp, mã định danh và nơi gửi của bản điện tử về dòng đã đăng ký; giá trị trong sổ giữ nguyên, chỗ ghi khác còn \
      trong quá trình. Nơi gửi thấy “đã tiếp nhận” với số đã có; không cấp số thứ hai. Văn bản ấy lỡ tiếp nhận thành \
      số khác thì số ấy bị hủy vì trùng và nằm lại trong sổ. Không nêu --into thì lấy văn bản đã đăng ký giống nó.
      """,
      """
      Files, identifier and sender of the electronic copy become those of the registered line; the values in the \
      register stay, and the trail keeps what differs. The sender sees “accepted” with the number it has; no second \
      one is given. If the copy was registered under a number of its own, that number is void and stays in the book. \
      Without --into it is the registered document that looks like the copy.
      """),
    parameters: [MergeParameters.document, MergeParameters.into, MergeParameters.dryRun, MergeParameters.anyway],
    examples: [
      Example("vanthu merge moi-25 --into 6", "moi-25 là bản điện tử của số 6", "moi-25 is the electronic copy of 6"),
      Example("vanthu merge 7 --into 6", "số 7 lỡ cấp trùng với số 6", "7 was given to the same document as 6"),
    ],
    isFinal: true, question: { try Merging.question($0) },
    run: { session, given in
      let merging = try Merging(session, given)
      guard !given(MergeParameters.dryRun) else {
        return Outcome(
          session.say(
            "Xem thử, chưa ghi gì: \(merging.differing.vietnamese).",
            "Dry run, nothing was written: \(merging.differing.english)."), json: merging.json(merging.line, true))
      }
      let line = try session.act { transaction in
        try transaction.merge(merging.copy, into: merging.line, anyway: given(MergeParameters.anyway))
      }
      return Outcome(
        session.say(
          "Đã nhập \(merging.name.vietnamese) vào số \(line.numberText): \(merging.differing.vietnamese).",
          "Merged \(merging.name.english) into \(line.numberText): \(merging.differing.english)."),
        json: merging.json(line, false))
    },
    asks: { call in
      // Without a registered document that looks like it the clerk names one.
      guard call.given(MergeParameters.into) == nil,
        let copy = try call.session.lines(call.given, MergeParameters.document).first,
        try call.session.office.twins(of: copy).count != 1
      else { return nil }
      return .form(FormRequest(command: call.command, given: call.given.arguments))
    })
}

package enum MergeParameters {
  package static let document = Typed<String>.argument(
    "document", .document, Bilingual("bản điện tử", "electronic copy"),
    help: Bilingual("moi-25, tam-7f3c-57; số 7 nếu lỡ cấp số", "moi-25, tam-7f3c-57; 7 if it was numbered by mistake"))
  package static let into = Typed<String>.option(
    "into", .document, Bilingual("Vào số đến", "Into"),
    help: Bilingual("số đến của bản giấy", "the arrival number of the paper"))
  package static let dryRun = Typed<Bool>.flag(
    "dry-run", Bilingual("Chỉ xem thử", "Dry run"),
    help: Bilingual("xem chỗ ghi khác, không ghi gì", "show what differs, write nothing"), asked: false)
  package static let anyway = Typed<String>.option(
    "anyway", .text, Bilingual("Lý do vẫn nhập", "Reason all the same"),
    help: Bilingual(
      "khi nơi gửi đang yêu cầu lấy lại, hay hai văn bản điện tử khác số",
      "if its sender asks for it back, or two electronic documents have different numbers"), asked: false)
}

/// A document that came once more, and the registered line that it is.
@MainActor
private struct Merging {
  let copy: DocumentLine
  let line: DocumentLine
  let differences: [Acts.Merged.Difference]

  init(_ session: Session, _ given: Given) throws {
    copy = try session.lines(given, MergeParameters.document)[0]
    if let into = given(MergeParameters.into) {
      line = try session.office.find(into, today: session.today)
    } else {
      let twins = try session.office.twins(of: copy)
      guard let twin = twins.first else { throw MergeRefusal.noneFound(copy.reference) }
      guard twins.count == 1 else { throw MergeRefusal.severalFound(copy.reference, twins.map(\.reference)) }
      line = twin
    }
    differences = Acts.Merged.Difference.between(line.document, copy.document)
  }

  /// The copy, as sentences name it.
  var name: Bilingual {
    copy.number == nil
      ? Bilingual(copy.reference, copy.reference)
      : Bilingual("số \(copy.numberText)", "number \(copy.numberText)")
  }

  /// What the copy states otherwise than the register.
  var differing: Bilingual {
    let words = differences.map(\.words)
    guard !words.isEmpty else {
      return Bilingual("bản điện tử ghi như trong sổ", "the copy states what the register does")
    }
    return Bilingual(
      "bản điện tử ghi \(words.map(\.vietnamese).joined(separator: "; "))",
      "the copy states \(words.map(\.english).joined(separator: "; "))")
  }

  static func question(_ call: ScreenCall) throws -> Question? {
    guard let merging = try? Merging(call.session, call.given) else { return nil }
    let (copy, line) = (merging.copy, merging.line)
    let number =
      copy.number == nil
      ? Bilingual("", "")
      : Bilingual(
        " Số \(copy.numberText) bị hủy vì trùng, nằm lại trong sổ.",
        " Number \(copy.numberText) is void as a duplicate and stays in the book.")
    let (kept, differing) = (merging.differing, "\(line.document.code) \(line.author): \(line.document.subject)")
    return Question(
      title: copy.number == nil
        ? Bilingual(
          "\(copy.reference) là bản điện tử của số \(line.numberText)?",
          "Is \(copy.reference) the electronic copy of \(line.numberText)?")
        : Bilingual(
          "Số \(copy.numberText) trùng với số \(line.numberText)?",
          "Is \(copy.numberText) the same document as \(line.numberText)?"),
      sentence: Bilingual(
        "\(differing) — \(kept.vietnamese); sổ giữ nguyên.\(number.vietnamese)",
        "\(differing) — \(kept.english); the register stays.\(number.english)"),
      answers: [
        .init(words: Bilingual("nhập làm một", "make them one"), then: .go(call.given)),
        .init(words: Bilingual("thôi", "leave it"), then: .leave),
        .init(words: Bilingual("xem số \(line.numberText)", "view \(line.numberText)"), then: .look(.card(line))),
      ])
  }

  /// The line as JSON, with what was merged into it.
  func json(_ line: DocumentLine, _ isDryRun: Bool) -> JSON {
    guard case .object(let members) = line.json else { return line.json }
    return .object(
      members + [
        ("merged", .string(copy.reference)), ("dryRun", .bool(isDryRun)),
        (
          "differences",
          .array(
            differences.map {
              .object([
                ("field", .string($0.field.rawValue)), ("registered", .string($0.registered)),
                ("copy", .string($0.copy)),
              ])
            })
        ),
      ])
  }
}
