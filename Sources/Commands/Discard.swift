import Wording

/// Bỏ dự thảo.
package extension Command {
  static let discard = Command(
    name: "discard", aliases: ["bo-du-thao"], group: .outgoing,
    summary: Bilingual("bỏ một dự thảo, hoặc văn bản ghi tạm nhầm", "discard a draft, or a mistaken provisional entry"),
    parameters: [SharedParameters.documents],
    examples: [Example("vanthu discard nhap-3", "bỏ dự thảo số 3", "discard draft 3")],
    run: { session, given in
      try together(session, given, Bilingual("Đã bỏ", "Discarded")) { transaction, line in try transaction.discard(line)
      }
    })
}
