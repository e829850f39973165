import Office
import Wording

/// The figures of a report as lines, for the shell and the screen.
package enum ReportFigures {
  package static func rows(_ report: Report) -> [(label: Words, text: String)] {
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
