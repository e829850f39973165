import CommandWords
import Records
import Wording

/// Lịch nghỉ.
package extension Command {
  static let calendar = Command(
    name: "calendar", aliases: ["lich"], group: .house,
    summary: Bilingual(
      "lịch nghỉ của một năm: xem, đặt theo thông báo", "holidays of a year: show, set from the notice"),
    detail: Bilingual(
      "Tệp có mỗi dòng một ngày: ngày, off hoặc working, tên, căn cứ, cách nhau bằng Tab. "
        + "propose in ra lịch tính theo luật để sửa lại theo thông báo của năm.",
      "The file has a line a day: day, off or working, name, source, with tabs between. "
        + "propose prints what the law prescribes, to be corrected by the year's notice."
    ),
    parameters: [CalendarParameters.verb, CalendarParameters.year, CalendarParameters.file],
    examples: [Example("vanthu calendar propose 2027 > lich-2027.tsv", "lịch theo luật", "the law's table")],
    run: { session, given in
      let verb = try given.required(CalendarParameters.verb)
      let year = try given(CalendarParameters.year)!
      if verb == .set {
        let path = try given.required(CalendarParameters.file)
        let holidays = try Holiday.parse(try TextFile.read(path))
        guard !holidays.isEmpty else { throw TextFileRefusal.empty(path) }
        try session.act { try $0.setCalendar(year, holidays) }
        session.forgetCalendar()
      }
      let rows =
        verb == .propose
        ? WorkingCalendar.proposedRows(for: year) ?? [] : try session.calendar.holidays.filter { $0.day.year == year }
      if rows.isEmpty {
        return Outcome(
          session.say(
            "Chưa có lịch nghỉ năm \(year); xem đề xuất bằng vanthu calendar propose \(year), "
              + "rồi đặt bằng vanthu calendar set.",
            "There is no holiday table of \(year); see vanthu calendar propose \(year), then set it."), json: .array([])
        )
      }
      return Outcome(
        rows: rows.map { .columns("\($0.day)", $0.kind.rawValue, $0.name, $0.source) },
        json: .array(
          rows.map {
            .object([
              ("day", .string($0.day.description)), ("kind", .string($0.kind.rawValue)), ("name", .string($0.name)),
              ("source", .string($0.source)),
            ])
          }))
    })
}

package enum CalendarParameters {
  package enum Verb: String, CaseIterable, Sendable {
    case show, propose, set
  }

  package static let verb = Typed<Verb>.argument("verb", Bilingual("việc", "what"))
  package static let year = Typed<Int>.argument("year", .year, Bilingual("năm", "year"))
  package static let file = Typed<String>.option("file", .file, Bilingual("Tệp", "File"))
}
