import Commands
import Office
import Records
import Terminal
import Vietnamese
import Wording

/// Báo cáo: the figures of a year with bars.
@MainActor
final class ReportScreen: Movable, Turnable {
  let session: Session
  private var report: Report
  private var top = 0

  init(_ session: Session, year: Int) throws {
    self.session = session
    report = try session.office.report(year: year, today: session.today)
  }

  let name = "report"
  let hints = [
    Hint("previous", Bilingual("năm trước", "year before")), Hint("next", Bilingual("năm sau", "year after")),
    Hint("back", Bilingual("trở lại", "back")), Hint("keys", Bilingual("phím", "keys")),
  ]
  var title: Bilingual { Bilingual("Báo cáo năm \(report.year)", "Report of \(report.year)") }

  func reload() throws { report = try session.office.report(year: report.year, today: session.today) }

  /// Shows another year.
  func turn(by step: Int) throws {
    report = try session.office.report(year: report.year + step, today: session.today)
    top = 0
  }

  func move(_ movement: Movement) throws {
    switch movement {
    case .down: top += 1
    case .up: top -= 1
    case .pageDown: top += 10
    case .pageUp: top -= 10
    case .home: top = 0
    case .end: top = Int.max / 2
    }
  }

  /// The parts of the report: a heading and its bars.
  private var parts: [(heading: Bilingual, bars: [BarChart.Bar])] {
    let language = session.language
    let figures = ReportFigures.rows(report).map { row in
      BarChart.Bar(row.label[language], 0, text: row.text, role: .normal)
    }
    let months = (0..<12).map { Bilingual("tháng \($0 + 1)", "month \($0 + 1)")[language] }
    return [
      (Bilingual("Số liệu", "Figures"), figures),
      (
        Bilingual("Văn bản đến theo tháng", "Incoming by month"),
        zip(months, report.incomingByMonth).map { BarChart.Bar($0, Double($1), text: "\($1)") }
      ),
      (
        Bilingual("Văn bản đi theo tháng", "Outgoing by month"),
        zip(months, report.outgoingByMonth).map { BarChart.Bar($0, Double($1), text: "\($1)") }
      ),
      (
        Bilingual("Theo loại", "By type"),
        report.types.map { BarChart.Bar($0.name, Double($0.amount), text: "\($0.amount)") }
      ),
      (
        Bilingual("Theo đơn vị chủ trì", "By lead unit"),
        report.units.map { BarChart.Bar($0.name, Double($0.amount), text: "\($0.amount)") }
      ),
    ]
  }

  func draw(on canvas: inout Canvas, rows: Range<Int>) throws {
    // The report is short: every row is counted, and those in view are drawn.
    let parts = parts.filter { !$0.bars.isEmpty }
    let height = parts.reduce(0) { $0 + $1.bars.count + 2 }
    top = max(0, min(top, height - rows.count))
    var row = rows.lowerBound - top
    for part in parts {
      if rows.contains(row) {
        canvas.write(part.heading[session.language], row: row, column: 1, .heading, width: canvas.width - 2)
      }
      row += 1
      let most = part.bars.map(\.value).max() ?? 0
      let label = min(36, (part.bars.map { displayWidth($0.label) }.max() ?? 0) + 1)
      for bar in part.bars {
        if rows.contains(row) { draw(bar, on: &canvas, row: row, label: label, most: most) }
        row += 1
      }
      row += 1
    }
    canvas.cursor = (rows.lowerBound, 0)
  }

  private func draw(_ bar: BarChart.Bar, on canvas: inout Canvas, row: Int, label: Int, most: Double) {
    canvas.write(bar.label, row: row, column: 2, .normal, width: label)
    canvas.write(bar.text, row: row, column: 2 + label, .accent, width: 9, align: .right)
    guard most > 0 else { return }
    let room = max(0, canvas.width - label - 15)
    let eighths = Int(bar.value / most * Double(room * 8))
    let blocks = Array(" ▏▎▍▌▋▊▉")
    let text = String(repeating: "█", count: eighths / 8) + (eighths % 8 > 0 ? String(blocks[eighths % 8]) : "")
    canvas.write(text, row: row, column: 2 + label + 11, bar.role)
  }
}
