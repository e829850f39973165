import CommandWords
import Wording

/// Báo cáo.
package extension Command {
  static let report = Command(
    name: "report", aliases: ["bao-cao"], group: .reading,
    summary: Bilingual("số liệu của một năm: đến, đi, đúng hạn, quá hạn", "figures of a year: in, out, on time, late"),
    parameters: [ReportParameters.year],
    examples: [Example("vanthu report --year 2026 --json", "số liệu cho báo cáo", "figures for a report")],
    run: { session, given in
      let year = try given(ReportParameters.year) ?? session.today.year
      let report = try session.office.report(year: year, today: session.today)
      return Outcome(
        rows: ReportFigures.rows(report).map { .columns($0.label[session.language], $0.text) }, json: report.json)
    },
    asks: { call in .report(year: try call.given(ReportParameters.year) ?? call.session.today.year) })
}

package enum ReportParameters {
  package static let year = Typed<Int>.option(
    "year", .year, Bilingual("Năm", "Year"), help: Bilingual("mặc định: năm nay", "default: this year"))
}
