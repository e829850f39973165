import Office
import Records
import Vietnamese
import Wording

/// The conversion of a text from one code page into another, with remarks about it.
package struct Conversion {
  package let detection: Detection
  package let from: TextEncoding
  package let to: CodePage
  package let decoded: DecodedText
  package let encoded: EncodedText

  /// - Parameter from: the code page of the text; `nil` to detect it.
  /// - Throws: `EncodingRefusal` if the code page is not certain, or, unless `replaces`, if something cannot be
  ///   converted; `ConversionRefusal.misread` if the text was read in the wrong code page once and saved so.
  package init(_ bytes: [UInt8], from known: TextEncoding?, to: CodePage, replaces: Bool, capitals: Bool) throws {
    let option = "--from"
    detection = known.map { Detection(encoding: $0) } ?? TextEncoding.detect(bytes)
    guard let from = detection.encoding, detection.isSure else {
      throw EncodingRefusal.unsure(detection, option: option)
    }
    self.from = from
    self.to = to
    decoded = from.decode(bytes, capitals: capitals)
    if let first = decoded.undecoded.first, !replaces {
      let likely = TextEncoding.detect(bytes)
      if likely.isSure, let other = likely.encoding, other.isMisread, other.page == from.page, !from.isMisread {
        throw ConversionRefusal.misread(other)
      }
      throw EncodingRefusal.undecoded(
        first, count: decoded.undecodedCount, from, option: option, mayReplace: true)
    }
    encoded = to.encode(decoded.text)
    if let first = encoded.unwritable.first, !replaces {
      throw EncodingRefusal.unwritable(first, count: encoded.unwritableCount, to)
    }
  }

  /// Returns the remarks for stderr: the code pages, and every place that was replaced.
  package func remarks(output: String?) -> [Bilingual] {
    let score = detection.scores.first { $0.encoding == from && $0.words > 0 }
    let share = score.map {
      Bilingual(
        " (\($0.legal)/\($0.words) tiếng có dấu đọc được)", " (\($0.legal) of \($0.words) words with marks are valid)")
    }
    let file = output.map { Bilingual(", ghi vào \($0)", ", written to \($0)") }
    var remarks = [
      Bilingual(
        "\(from.words.vietnamese)\(share?.vietnamese ?? "") → \(to.title)\(file?.vietnamese ?? "").",
        "\(from.words.english)\(share?.english ?? "") → \(to.title)\(file?.english ?? "").")
    ]
    remarks += decoded.undecoded.map { place($0.place, $0.hexadecimal) }
    remarks += rest(decoded.undecodedCount - decoded.undecoded.count)
    remarks += encoded.unwritable.map { place($0.place, "“\($0.letter)”") }
    remarks += rest(encoded.unwritableCount - encoded.unwritable.count)
    if encoded.loweredCapitals > 0 {
      remarks.append(
        Bilingual(
          "\(encoded.loweredCapitals) chữ hoa có dấu phải ghi bằng mã chữ thường vì \(to.title) không có mã riêng; "
            + "đặt phông chữ hoa (.VnTimeH) cho các chữ ấy.",
          "\(encoded.loweredCapitals) capitals with a tone were written as small letters, because \(to.title) "
            + "has no capitals for them; set them in a font of capitals (.VnTimeH)."
        ))
    }
    return remarks
  }

  private func place(_ place: TextPlace, _ what: String) -> Bilingual {
    Bilingual(
      "đã thay: dòng \(place.line), chữ thứ \(place.column): \(what)",
      "replaced: line \(place.line), character \(place.column): \(what)")
  }

  private func rest(_ count: Int) -> [Bilingual] {
    count > 0 ? [Bilingual("… và \(count) chỗ nữa.", "… and \(count) more places.")] : []
  }

  package func json(output: String?) -> JSON {
    let replaced =
      decoded.undecoded.map { Conversion.json($0.place, "bytes", $0.hexadecimal) }
      + encoded.unwritable.map { Conversion.json($0.place, "letter", String($0.letter)) }
    return .object([
      ("from", .string(from.name)), ("to", .string(to.name)), ("scores", detection.scoresJSON),
      ("replaced", .number(decoded.undecodedCount + encoded.unwritableCount)), ("places", .array(replaced)),
      ("loweredCapitals", .number(encoded.loweredCapitals)), ("file", JSON(output)),
      ("text", output == nil ? .string(decoded.text) : .null),
    ])
  }

  private static func json(_ place: TextPlace, _ name: String, _ what: String) -> JSON {
    .object([("line", .number(place.line)), ("column", .number(place.column)), (name, .string(what))])
  }
}

package extension Detection {
  var json: JSON {
    .object([("from", JSON(encoding?.name)), ("sure", .bool(isSure)), ("scores", scoresJSON)])
  }

  var scoresJSON: JSON {
    .array(
      scores.map {
        .object([("from", .string($0.encoding.name)), ("legal", .number($0.legal)), ("words", .number($0.words))])
      })
  }
}

package enum ConversionRefusal: Refusal, Equatable {
  case misread(TextEncoding)
  case jsonNeedsFile(CodePage)

  package var words: Bilingual {
    switch self {
    case .misread(let encoding):
      Bilingual(
        "Tệp này là \(encoding.words.vietnamese); dùng --from \(encoding.name).",
        "This is \(encoding.words.english); use --from \(encoding.name).")
    case .jsonNeedsFile(let page):
      Bilingual(
        "Chữ \(page.title) không nằm trong JSON được; thêm --output TỆP.",
        "JSON cannot hold text in \(page.title); add --output FILE.")
    }
  }
}
