import Foundation
import Glibc
import Office
import Records

/// Registers the documents of the measured workload (Tests/Bench/linklab/workload.py) in an office's file, with their
/// scans: the data that every other program gets as files.
struct WorkloadOffice {
  private struct Written: Decodable {
    let code: String
    let type: String
    let organ: String
    let issued: String
    let subject: String
    let due: String
    let signer: String
    let urgency: String
    let pages: Int
    let note: String
    let by: String
    let file: File?

    struct File: Decodable { let name: String }
  }

  private static let urgencies = [
    "Thường": Urgency.routine, "Khẩn": .urgent, "Thượng khẩn": .veryUrgent, "Hỏa tốc": .flash,
  ]

  /// - Returns: the number of entries in the office's journal.
  static func register(_ folder: String, in path: String) throws -> Int {
    let office = try Office.open(path)
    let today = Day(unixSeconds: Int(milliseconds() / 1000))
    var entries = 0
    for name in try FileManager.default.contentsOfDirectory(atPath: folder + "/records").sorted() {
      let json = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/records/\(name)"))
      let written = try JSONDecoder().decode(Written.self, from: json)
      let context = ActContext(clerk: written.by, day: today, milliseconds: milliseconds())
      try office.act(context) { transaction in
        let line = try transaction.register(
          Document(
            code: written.code, organName: written.organ, issuedDate: Day(written.issued) ?? today,
            typeName: written.type, subject: written.subject, urgency: urgencies[written.urgency] ?? .routine,
            signer: Signer(fullName: written.signer), pageAmount: written.pages,
            dueDate: Day(written.due), note: written.note.isEmpty ? nil : written.note),
          arrivedOn: today)
        entries += 1
        if let file = written.file {
          try transaction.attach(line, file: "\(folder)/att/\(file.name)")
          entries += 1
        }
      }
    }
    return entries
  }
}
