import CommandWords
import Glibc
import Office
import Records
import Wording

extension Command {
  /// Cơ quan mẫu: to try things on, and to measure.
  static let sample = Command(
    name: "sample", aliases: ["mau"], group: .file,
    summary: Words(
      "làm một cơ quan mẫu với bao nhiêu văn bản tùy ý", "make a sample office with any number of documents"),
    parameters: [
      .option("documents", .number, Words("Số văn bản", "Documents")),
      .option("seed", .number, Words("Hạt giống", "Seed")),
      .option("years", .number, Words("Số năm", "Years")),
    ],
    examples: [
      Example(
        "vanthu sample --office mau.db --documents 100000 --seed 1", "một trăm nghìn văn bản",
        "a hundred thousand documents")
    ],
    run: { session, arguments in
      let documents = try arguments.number("documents", in: 1...5_000_000) ?? 2000
      makeFolders(above: session.paths.office)
      let progress = session.progress(total: documents)
      let office = try SampleOffice.make(
        SamplePlan(
          documents: documents, seed: UInt64(bitPattern: Int64(try arguments.number("seed") ?? 1)),
          today: session.today, years: try arguments.number("years", in: 1...20)), at: session.paths.office
      ) { progress.at($0) }
      progress.finish()
      session.use(office)
      return Outcome(
        session.say(
          "Đã làm cơ quan mẫu \(documents) văn bản ở \(session.paths.office).",
          "A sample office of \(documents) documents is at \(session.paths.office)."),
        json: .object([("office", .string(session.paths.office)), ("documents", .number(documents))]))
    })
}
