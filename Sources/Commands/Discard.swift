import Wording

/// Bỏ dự thảo.
package extension Command {
  static let discard = Command(
    name: "discard", aliases: ["bo-du-thao"], group: .outgoing,
    summary: Bilingual(
      "bỏ một dự thảo, hoặc văn bản ghi tạm nhầm", "give up a draft, or what was provisional by mistake"),
    parameters: [SharedParameters.documents],
    examples: [Example("vanthu discard nhap-3", "bỏ dự thảo số 3", "give up draft 3")],
    run: { session, given in
      try together(session, given, Bilingual("Đã bỏ", "Discarded")) { transaction, line in try transaction.discard(line)
      }
    })
}
