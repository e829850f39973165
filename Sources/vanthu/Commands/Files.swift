import CommandWords
import DurableFile
import Office
import Records
import Wording

/// Tệp kèm theo văn bản.
extension Command {
  static let attach = Command(
    name: "attach", aliases: ["kem"], group: .documents,
    summary: Words("đính kèm tệp; nội dung nằm trong tệp sổ", "attach files; their content lies in the office's file"),
    detail: Words(
      "--scan lấy tệp mới nhất trong thư mục máy quét (VANTHU_SCANS, mặc định ~/Scans).",
      "--scan takes the newest file of the scanner's folder (VANTHU_SCANS, usually ~/Scans)."),
    parameters: [
      .argument("document", .document, Words("văn bản", "document")),
      .option("file", .file, Words("Tệp", "File"), repeats: true),
      .flag(
        "scan", Words("Tệp quét mới nhất", "Newest scan"),
        help: Words("lấy tệp mới nhất trong thư mục máy quét", "take the newest file of the scanner's folder"),
        asked: true),
    ],
    examples: [Example("vanthu attach 57 --file ban-quet.pdf", "đính kèm bản quét", "attach a scan")],
    asking: .whenBare,
    run: { session, arguments in
      var paths = try arguments.all("file").map(FileNames.found)
      if arguments.flag("scan") {
        guard let newest = try ScanFolder.newest(in: session.paths.scans) else {
          throw AttachRefusal.noScan(session.paths.scans)
        }
        paths.append(newest)
      }
      guard !paths.isEmpty else {
        throw UsageError.missing(
          ["--file"], usage: Words("vanthu attach VĂN-BẢN --file TỆP…", "vanthu attach DOCUMENT --file FILE…"))
      }
      let line = try session.lines(arguments)[0]
      let changed = try session.act(together: paths.count > 1) { desk in
        try paths.reduce(line) { try desk.attach($0, file: $1) }
      }
      try session.readFileTexts(beside: changed)
      let names = paths.map { Folder.name(of: $0) }.joined(separator: ", ")
      return Outcome(
        session.say("Đã kèm \(names) vào \(changed.reference).", "Attached \(names) to \(changed.reference)."),
        json: changed.json)
    })

  static let detach = Command(
    name: "detach", aliases: ["go-tep"], group: .documents,
    summary: Words("gỡ một tệp khỏi văn bản", "take a file off a document"),
    parameters: [
      .argument("document", .document, Words("văn bản", "document")),
      .option("file", .text, Words("Tên tệp", "Name of the file"), required: true),
      .option("reason", .text, Words("Lý do", "Reason")),
    ],
    examples: [Example("vanthu detach 57 --file ban-quet.pdf", "gỡ bản quét", "take the scan off")],
    run: { session, arguments in
      let line = try session.lines(arguments)[0]
      let changed = try session.act { try $0.detach(line, arguments.required("file"), reason: arguments["reason"]) }
      return Outcome(
        session.say("Đã gỡ tệp khỏi \(changed.reference).", "Took the file off \(changed.reference)."),
        json: changed.json)
    })

  static let openFile = Command(
    name: "open-file", aliases: ["mo-tep"], group: .documents,
    summary: Words("mở tệp của văn bản bằng chương trình của máy", "open a document's file with the desktop's program"),
    parameters: [
      .argument("document", .document, Words("văn bản", "document")),
      .option(
        "file", .text, Words("Tên tệp", "Name of the file"), help: Words("mặc định: tệp đầu tiên", "usually the first")),
    ],
    examples: [Example("vanthu open-file 57", "mở bản quét", "open the scan")],
    run: { session, arguments in
      let path = try copy(session, arguments)
      try Opener.open(path)
      return Outcome(path, json: .object([("path", .string(path))]))
    },
    act: { workbench, arguments in workbench.outside.append(.open(try copy(workbench.session, arguments))) })

  static let saveFile = Command(
    name: "save-file", aliases: ["luu-tep"], group: .documents,
    summary: Words("lưu tệp của văn bản ra ngoài", "save a document's file"),
    parameters: [
      .argument("document", .document, Words("văn bản", "document")),
      .option("to", .file, Words("Lưu vào", "To"), required: true),
      .option("file", .text, Words("Tên tệp", "Name of the file")),
      .flag(
        "overwrite", Words("Ghi đè", "Write over"), help: Words("ghi đè tệp đang có", "write over a file that exists")),
    ],
    examples: [Example("vanthu save-file 57 --to ~/ban-quet.pdf", "lưu bản quét", "save the scan")],
    run: { session, arguments in
      let file = try chosen(session, arguments)
      let path = try FileNames.found(try arguments.required("to"))
      try session.office.save(file, to: path, overwriting: arguments.flag("overwrite"))
      session.hasActed = true
      return Outcome(session.say("Đã lưu \(file.name) vào \(path).", "Saved \(file.name) to \(path)."), json: file.json)
    })

  @MainActor
  private static func chosen(_ session: Session, _ arguments: Arguments) throws -> StoredFile {
    let line = try session.lines(arguments)[0]
    if let name = arguments["file"] { return try session.office.file(name, beside: line) }
    guard let first = try session.office.files(line).first else { throw AttachRefusal.noFile(line.reference) }
    return first
  }

  @MainActor
  private static func copy(_ session: Session, _ arguments: Arguments) throws -> String {
    try session.office.temporaryCopy(try chosen(session, arguments))
  }
}

enum AttachRefusal: Refusal, Equatable {
  case noScan(String)
  case noFile(String)

  var words: Words {
    switch self {
    case .noScan(let folder):
      Words(
        "Không có tệp quét nào trong \(folder); quét lại, hoặc chỉ tệp bằng --file.",
        "There is no scan in \(folder); scan again, or name the file with --file.")
    case .noFile(let reference):
      Words(
        "Văn bản \(reference) không có tệp nào; kèm tệp bằng vanthu attach.",
        "Document \(reference) has no file; attach one with vanthu attach.")
    }
  }
}
