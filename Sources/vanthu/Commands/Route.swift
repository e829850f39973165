import Records
import Terminal
import Wording

/// Chuyển giao.
extension Command {
  static let route = Command(
    name: "route", aliases: ["chuyen"], group: .incoming,
    summary: Words(
      "chuyển giao: chủ trì, phối hợp, để biết, hạn", "hand on: lead, cooperating, for information, due date"),
    detail: Words(
      "Một đơn vị chủ trì, các đơn vị khác phối hợp (Nghị định 30/2020, điều 23). Hạn riêng của một đơn vị viết sau dấu @: \"Địa chính@25/11\".",
      "One unit leads, others cooperate (Decree 30/2020, article 23). A unit's own day stands behind @: \"Địa chính@25/11\"."
    ),
    parameters: [
      .documents,
      .option("lead", .unit, Words("Chủ trì", "Lead")),
      .option("due", .dueDay, Words("Hạn", "Due"), help: Words("25/11, +3, thứ sáu", "25/11, +3, friday")),
      .option("instruction", .text, Words("Ý kiến chỉ đạo", "Instruction")),
      .option("cooperating", .unit, Words("Phối hợp", "Cooperating"), repeats: true),
      .option("inform", .unit, Words("Để biết", "For information"), repeats: true),
      .option("by", .person, Words("Người cho ý kiến", "Instructed by")),
    ],
    examples: [
      Example(
        "vanthu route 57 --lead \"Tư pháp - Hộ tịch\" --due 25/11 --instruction \"Tham mưu trả lời\"",
        "chuyển cho một đơn vị, có hạn", "hand to a unit with a day")
    ],
    asking: .whenBare,
    run: { session, arguments in
      let due = try arguments.day("due", today: session.today, toward: .future)
      var assignments: [Assignment] = []
      for (name, role) in [("lead", Assignment.Role.lead), ("cooperating", .cooperating), ("inform", .forInformation)] {
        for typed in arguments.all(name) {
          let parts = typed.split(separator: "@", maxSplits: 1).map(String.init)
          let own = try parts.count == 2 ? Day.reading(parts[1], today: session.today, toward: .future) : nil
          assignments.append(Assignment(unit: parts[0], role: role, dueDate: own ?? (role == .lead ? due : nil)))
        }
      }
      let units = assignments.map(\.unit).joined(separator: ", ")
      return try together(session, arguments, Words("Đã chuyển", "Handed on"), Words(" cho \(units)", " to \(units)")) {
        desk, line in
        try desk.route(line, to: assignments, instruction: arguments["instruction"], instructedBy: arguments["by"])
      }
    })
}
