import CommandWords
import Glibc
import Office
import Wording

package extension Command {
  /// Cơ quan mẫu: makes a sample office, to try things on and to measure.
  static let sample = Command(
    name: "sample", aliases: ["mau"], group: .file,
    summary: Bilingual(
      "làm một cơ quan mẫu với bao nhiêu văn bản tùy ý", "make a sample office with any number of documents"),
    parameters: [SampleParameters.documents, SampleParameters.seed, SampleParameters.years],
    examples: [
      Example(
        "vanthu sample --office mau.db --documents 100000 --seed 1", "một trăm nghìn văn bản",
        "a hundred thousand documents")
    ],
    run: { session, given in
      let documents = try given(SampleParameters.documents, in: 1...5_000_000) ?? SampleParameters.usually
      makeFolders(above: session.paths.office)
      let progress = session.progress(total: documents)
      let office = try SampleOffice.make(
        SamplePlan(
          documents: documents, seed: UInt64(bitPattern: Int64(try given(SampleParameters.seed) ?? 1)),
          today: session.today, years: try given(SampleParameters.years, in: 1...20)), at: session.paths.office
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

package enum SampleParameters {
  static let usually = 2_000

  package static let documents = Typed<Int>.option(
    "documents", .number, Bilingual("Số văn bản", "Documents"),
    help: Bilingual("mặc định \(usually)", "default: \(usually)"))
  package static let seed = Typed<Int>.option(
    "seed", .number, Bilingual("Hạt giống", "Seed"),
    help: Bilingual("cùng số thì cùng văn bản; mặc định 1", "the same number makes the same documents; default: 1"))
  package static let years = Typed<Int>.option("years", .number, Bilingual("Số năm", "Years"))
}
