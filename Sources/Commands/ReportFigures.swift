import Office
import Wording

/// The figures of a report as lines, for the shell and the screen.
package enum ReportFigures {
  package static func rows(_ report: Report) -> [(label: Bilingual, text: String)] {
    var rows: [(label: Bilingual, text: String)] = [
      (Bilingual("Văn bản đến", "Incoming"), "\(report.incoming)"),
      (Bilingual("Văn bản đi", "Outgoing"), "\(report.outgoing)"),
      (Bilingual("Số đã hủy", "Voided numbers"), "\(report.voided)"),
      (Bilingual("Giải quyết đúng hạn", "Settled on time"), "\(report.settledInTime)"),
      (Bilingual("Giải quyết quá hạn", "Settled late"), "\(report.settledLate)"),
      (Bilingual("Giải quyết, không có hạn", "Settled, no due date"), "\(report.settledWithoutDay)"),
      (Bilingual("Đang giải quyết, còn hạn", "Open, not yet due"), "\(report.openInTime)"),
      (Bilingual("Đang giải quyết, quá hạn", "Open, late"), "\(report.openLate)"),
      (Bilingual("Đang giải quyết, không có hạn", "Open, no due date"), "\(report.openWithoutDay)"),
    ]
    if let rate = report.inTimeRate {
      let tenths = Int((rate * 1000).rounded())
      rows.append((Bilingual("Tỷ lệ đúng hạn", "On-time rate"), "\(tenths / 10),\(tenths % 10) %"))
    }
    return rows
  }
}
