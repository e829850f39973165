import CommandWords
import Glibc
import Office
import Vietnamese
import Wording

/// Chuyển bảng mã: converts the text of old files to Unicode, and back.
package extension Command {
  static let convert = Command(
    name: "convert", aliases: ["chuyen-ma"], group: .program,
    summary: Bilingual(
      "chuyển chữ từ bảng mã cũ (ABC, VNI …) sang Unicode", "convert text from old code pages to Unicode"),
    detail: Bilingual(
      "Tự nhận bảng mã; chưa chắc thì hỏi lại chứ không đoán. Byte không có nghĩa được nêu với dòng, chữ. "
        + "Tên bảng mã: \(CodePage.names). Chữ ABC, VNI … từng bị đọc nhầm rồi lưu thành UTF-8 (“Céng hoµ”): "
        + "thêm -utf8, như abc-utf8.",
      "Detects the code page; if it is not sure, it asks and does not guess. "
        + "Invalid bytes are reported with line and character. Pages: \(CodePage.names). "
        + "Text in ABC, VNI … once misread and saved as UTF-8 (“Céng hoµ”): add -utf8, as in abc-utf8."
    ),
    surfaces: [.shell],
    parameters: [
      ConvertParameters.file, ConvertParameters.from, ConvertParameters.to, ConvertParameters.output,
      ConvertParameters.overwrite,
      ConvertParameters.replace, ConvertParameters.capitals, ConvertParameters.dryRun,
    ],
    examples: [
      Example("vanthu convert cu.txt --output moi.txt", "chuyển sang Unicode", "convert to Unicode"),
      Example("vanthu convert cu.txt --from abc > moi.txt", "đã biết là ABC", "known to be ABC"),
      Example("vanthu convert moi.txt --to vni --output cu-vni.txt", "ghi ra VNI", "convert to VNI"),
    ],
    run: { session, given in
      let from = try given(ConvertParameters.from) ?? nil
      let to = try given(ConvertParameters.to) ?? .utf8
      let output = try given(ConvertParameters.output).map(FileNames.found)
      if session.options.json, output == nil, to != .utf8 { throw ConversionRefusal.jsonNeedsFile(to) }
      let bytes = try InputFile.bytes(given(ConvertParameters.file).map(FileNames.found), waiting: !session.isOnScreen)
      if given(ConvertParameters.dryRun) { return look(session, from.map { Detection(encoding: $0) }, bytes) }
      let conversion = try Conversion(
        bytes, from: from, to: to, replaces: given(ConvertParameters.replace),
        capitals: given(ConvertParameters.capitals))
      let file = try output.map { try OutputFile($0, overwriting: given(ConvertParameters.overwrite)) }
      try file?.write(conversion.encoded.bytes)
      try file?.close()
      session.hasActed = file != nil
      if session.options.json { return Outcome(json: conversion.json(output: output)) }
      writeError(conversion.remarks(output: output).map { "vanthu: \(printable($0[session.language]))\n" }.joined())
      if file == nil {
        let isSeen = isatty(STDOUT_FILENO) == 1
        try OutputFile.standard(session).write(
          isSeen ? Array(printable(conversion.decoded.text, lines: true).utf8) : conversion.encoded.bytes)
      }
      return Outcome()
    })

  @MainActor
  private static func look(_ session: Session, _ known: Detection?, _ bytes: [UInt8]) -> Outcome {
    let detection = known ?? TextEncoding.detect(bytes)
    var lines: [OutputLine] = []
    if detection.isSure, let encoding = detection.encoding {
      lines.append(
        OutputLine(
          session.say("Bảng mã: ", "Code page: ") + "\(encoding.words[session.language]), --from \(encoding.name)"))
    } else {
      lines.append(OutputLine(EncodingRefusal.unsure(detection, option: "--from").words[session.language]))
    }
    lines += detection.scores.filter { $0.legal > 0 }.map {
      .columns($0.encoding.name, "\($0.legal)/\($0.words)", $0.encoding.words[session.language])
    }
    return Outcome(rows: lines, json: detection.json, status: detection.isSure ? .done : .refused)
  }
}

package enum ConvertParameters {
  package static let file = Typed<String>.argument(
    "file", .file, Bilingual("tệp chữ", "text file"),
    help: Bilingual("- hoặc bỏ trống: đọc từ đầu vào", "- or nothing: standard input"), required: false)
  package static let from = CodePageParameter.encoding(
    .option(
      "from", .word, Bilingual("Bảng mã", "Code page"),
      help: Bilingual("bảng mã của tệp; mặc định: auto, tự nhận", "of the file; default: auto, detected")))
  package static let to = CodePageParameter.page(
    .option(
      "to", .word, Bilingual("Bảng mã", "Code page"), help: Bilingual("mặc định: utf-8", "default: utf-8")))
  package static let output = Typed<String>.option(
    "output", .file, Bilingual("Tệp", "File"), help: Bilingual("mặc định: in ra màn hình", "default: standard output"))
  package static let overwrite = Typed<Bool>.flag(
    "overwrite", Bilingual("Ghi đè", "Overwrite"), help: Bilingual("ghi đè tệp đang có", "overwrite an existing file"))
  package static let replace = Typed<Bool>.flag(
    "replace", Bilingual("Thay chỗ hỏng", "Replace"),
    help: Bilingual("thay byte, chữ không chuyển được và nêu các chỗ", "replace what cannot be converted, and list it"))
  package static let capitals = Typed<Bool>.flag(
    "capitals", Bilingual("Viết hoa", "Capitals"),
    help: Bilingual("tất cả là chữ hoa (phông .VnTimeH)", "everything is in capitals (font .VnTimeH)"))
  package static let dryRun = Typed<Bool>.flag(
    "dry-run", Bilingual("Chỉ xem thử", "Dry run"),
    help: Bilingual("chỉ nêu bảng mã và điểm của từng bảng mã", "only show the code page and the score of each"))
}

package extension CodePage {
  /// The names of the code pages as they are typed, for the help.
  static let names = "utf-8, utf-16le, utf-16be, abc (tcvn3), vni, viscii, vps, cp1258, tcvn5712, viqr"
}
