import CommandWords
import Records
import Wording

/// Chuyển giao.
package extension Command {
  static let route = Command(
    name: "route", aliases: ["chuyen"], group: .incoming,
    summary: Bilingual(
      "chuyển giao: chủ trì, phối hợp, để biết, hạn", "route: lead, cooperating, for information, due date"),
    detail: Bilingual(
      "Một đơn vị chủ trì, các đơn vị khác phối hợp (Nghị định 30/2020, điều 23). "
        + "Hạn riêng của một đơn vị viết sau dấu @: \"Địa chính@25/11\".",
      "One unit leads, others cooperate (Decree 30/2020, article 23). "
        + "A unit's own day stands behind @: \"Địa chính@25/11\"."
    ),
    parameters: [
      SharedParameters.documents, RouteParameters.lead, RouteParameters.due, RouteParameters.instruction,
      RouteParameters.cooperating,
      RouteParameters.inform, RouteParameters.by,
    ],
    examples: [
      Example(
        "vanthu route 57 --lead \"Tư pháp - Hộ tịch\" --due 25/11 --instruction \"Tham mưu trả lời\"",
        "chuyển cho một đơn vị, có hạn", "route to a unit with a due date")
    ],
    asking: .whenBare,
    run: { session, given in
      let due = try given(RouteParameters.due)
      var assignments: [Assignment] = []
      for parameter in [RouteParameters.lead, RouteParameters.cooperating, RouteParameters.inform] {
        assignments += try given.all(parameter)
      }
      // The common due day applies to the leading unit, unless it has its own.
      for index in assignments.indices where assignments[index].role == .lead {
        assignments[index].dueDate = assignments[index].dueDate ?? due
      }
      let units = assignments.map(\.unit).joined(separator: ", ")
      return try together(
        session, given, Bilingual("Đã chuyển", "Handed on"), Bilingual(" cho \(units)", " to \(units)")
      ) {
        transaction, line in
        try transaction.route(
          line, to: assignments, instruction: given(RouteParameters.instruction),
          instructedBy: given(RouteParameters.by))
      }
    })
}

package enum RouteParameters {
  package static let lead = unit(.option("lead", .unit, Bilingual("Chủ trì", "Lead")), .lead)
  package static let due = Typed<Day>.option(
    "due", .dueDay, Bilingual("Hạn", "Due"), help: Bilingual("25/11, +3, thứ sáu", "25/11, +3, friday"))
  package static let instruction = Typed<String>.option(
    "instruction", .text, Bilingual("Ý kiến chỉ đạo", "Instruction"))
  package static let cooperating = unit(
    .option("cooperating", .unit, Bilingual("Phối hợp", "Cooperating"), repeats: true), .cooperating)
  package static let inform = unit(
    .option("inform", .unit, Bilingual("Để biết", "For information"), repeats: true), .forInformation)
  package static let by = Typed<String>.option("by", .person, Bilingual("Người cho ý kiến", "Instructed by"))

  /// Returns a parameter for a unit with its own due day after the `@`: `Địa chính@25/11`.
  private static func unit(_ parameter: Parameter, _ role: Assignment.Role) -> Typed<Assignment> {
    Typed(parameter) { typed, today in
      let parts = typed.split(separator: "@", maxSplits: 1).map(String.init)
      let own = try parts.count == 2 ? Day.reading(parts[1], today: today, toward: .future) : nil
      return Assignment(unit: parts[0], role: role, dueDate: own)
    }
  }
}
