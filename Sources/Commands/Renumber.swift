import CommandWords
import Office
import Records
import Wording

/// Cấp số khác.
package extension Command {
  static let renumber = Command(
    name: "renumber", aliases: ["doi-so"], group: .documents,
    summary: Bilingual(
      "cấp số tiếp theo cho văn bản trùng số (57*)", "give a document whose number was given twice (57*) the next one"),
    detail: Bilingual(
      """
      Hai máy cùng cấp một số (sổ được nhận về máy khác khi máy cũ còn làm việc, hay tệp sổ bị chép) thì cả hai văn \
      bản cùng nằm trong sổ: một văn bản mang số 57, văn bản kia ghi 57*. Lệnh này cấp số tiếp theo cho một trong hai; \
      số, ký hiệu của văn bản đi đổi theo và nơi nhận được báo. Nếu giấy không cần giữ thì hủy số bằng vanthu void.
      """,
      """
      When two PCs gave one number (a book was taken over while the other PC was still working, or a file was copied), \
      both documents stay in the book: one bears number 57, the other is shown as 57*. This gives either of them the \
      next number; the code of an outgoing document changes with it and its recipients are told. If one of them is not \
      needed, void it with vanthu void.
      """),
    parameters: [SharedParameters.documents, RenumberParameters.reason],
    examples: [
      Example("vanthu renumber '57*'", "cấp số mới cho văn bản trùng số 57", "a new number for the double of 57")
    ],
    run: { session, given in
      let reason = given(RenumberParameters.reason)
      let lines = try session.lines(given)
      let changed = try session.act(together: lines.count > 1) { transaction in
        try lines.map { try transaction.renumber($0, reason: reason) }
      }
      return Outcome(
        lines: zip(lines, changed).map { before, after in
          session.say(
            "\(before.reference) nay là số \(after.numberText): \(after.document.code) \(after.document.subject)",
            "\(before.reference) now has number \(after.numberText): \(after.document.code) \(after.document.subject)")
        }, json: changed.count == 1 ? changed[0].json : .array(changed.map(\.json)))
    })
}

package enum RenumberParameters {
  package static let reason = Typed<String>.option("reason", .text, Bilingual("Lý do", "Reason"))
}
