import CommandWords
import Office
import Records
import Wording

extension Command {
  static let report = Command(
    name: "report", aliases: ["bao-cao"], group: .reading,
    summary: Words("số liệu của một năm: đến, đi, đúng hạn, quá hạn", "figures of a year: in, out, in time, late"),
    parameters: [.option("year", .year, Words("Năm", "Year"), help: Words("mặc định: năm nay", "usually this year"))],
    examples: [Example("vanthu report --year 2026 --json", "số liệu cho báo cáo", "figures for a report")],
    run: { session, arguments in
      let year = try arguments.number("year") ?? session.today.year
      let report = try session.office.report(year: year, today: session.today)
      return Outcome(
        rows: ReportFigures.rows(report).map { .columns($0.label[session.language], $0.text) }, json: report.json)
    },
    act: { workbench, arguments in
      let year = try arguments.number("year") ?? workbench.session.today.year
      workbench.show(try ReportScreen(workbench.session, year: year))
    })
}

/// The figures of a report as lines, for the shell and the screen.
enum ReportFigures {
  static func rows(_ report: Report) -> [(label: Words, text: String)] {
    var rows: [(label: Words, text: String)] = [
      (Words("Văn bản đến", "Incoming"), "\(report.incoming)"), (Words("Văn bản đi", "Outgoing"), "\(report.outgoing)"),
      (Words("Số đã hủy", "Voided numbers"), "\(report.voided)"),
      (Words("Giải quyết đúng hạn", "Settled in time"), "\(report.settledInTime)"),
      (Words("Giải quyết quá hạn", "Settled late"), "\(report.settledLate)"),
      (Words("Giải quyết, không có hạn", "Settled, without a day"), "\(report.settledWithoutDay)"),
      (Words("Đang giải quyết, còn hạn", "Open, day ahead"), "\(report.openInTime)"),
      (Words("Đang giải quyết, quá hạn", "Open, late"), "\(report.openLate)"),
      (Words("Đang giải quyết, không có hạn", "Open, without a day"), "\(report.openWithoutDay)"),
    ]
    if let rate = report.inTimeRate {
      let tenths = Int((rate * 1000).rounded())
      rows.append((Words("Tỷ lệ đúng hạn", "Rate in time"), "\(tenths / 10),\(tenths % 10) %"))
    }
    return rows
  }
}
