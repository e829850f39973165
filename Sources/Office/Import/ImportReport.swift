import Records
import Vietnamese
import Wording

/// The options for importing an old register.
public struct ImportOptions: Sendable {
  /// `nil`: incoming if the file has a column of arrival numbers.
  public var direction: Book.Direction?
  /// Check everything and write nothing.
  public var isDryRun: Bool
  /// Write the good rows even if others are refused.
  public var partly: Bool
  /// The reason why numbers are missing in the old book. With it they are written as voided; without it gaps are
  /// refused.
  public var gapReason: String?
  /// The code page of the file; `nil` to detect it.
  public var encoding: TextEncoding?

  public init(
    direction: Book.Direction? = nil, isDryRun: Bool = false, partly: Bool = false, gapReason: String? = nil,
    encoding: TextEncoding? = nil
  ) {
    self.direction = direction
    self.isDryRun = isDryRun
    self.partly = partly
    self.gapReason = gapReason
    self.encoding = encoding
  }
}

/// A reason against importing a row, or something to check about it.
public struct ImportRemark: Equatable, Sendable {
  /// The line of the file on which the row begins.
  public var line: Int
  /// The title of the column, if the remark is about one.
  public var column: String?
  public var words: Bilingual

  public init(line: Int, column: String? = nil, words: Bilingual) {
    self.line = line
    self.column = column
    self.words = words
  }

  /// The remark with its place: `dòng 7, cột “Ngày đến”: …`.
  public var sentence: Bilingual {
    let place = column.map { Bilingual(", cột “\($0)”", ", column “\($0)”") } ?? ""
    return Bilingual(
      "dòng \(line)\(place.vietnamese): \(words.vietnamese)", "line \(line)\(place.english): \(words.english)")
  }
}

/// The result of an import, or of a dry run.
public struct ImportReport: Equatable, Sendable {
  public var direction: Book.Direction
  /// The code page in which the file was read.
  public var encoding = TextEncoding(.utf8)
  /// The number of rows below the titles, without empty ones.
  public var rows = 0
  /// The number of lines written; after a dry run, of those that would be written.
  public var lines = 0
  /// Whether the registers have changed.
  public var isWritten = false
  /// The refused rows, each with every reason.
  public var refused: [ImportRemark] = []
  public var warnings: [ImportRemark] = []
  /// The columns of the file that have no place in a register here.
  public var leftOut: [String] = []
  /// The numbers that the old books lack.
  public var gaps: [Gap] = []
  public var openedBooks: [String] = []

  public struct Gap: Equatable, Sendable {
    public var book: String
    public var numbers: ClosedRange<Int>

    public var display: String {
      numbers.count == 1 ? "\(numbers.lowerBound)" : "\(numbers.lowerBound)–\(numbers.upperBound)"
    }
  }

  /// The reason why nothing was written, if there was one.
  public var refusal: Bilingual?
}

/// The reason why a file cannot be read as a register at all.
public enum ImportRefusal: Refusal, Equatable {
  case unreadable(String)
  case empty
  case notUTF8(line: Int, column: Int, byte: UInt8)
  case missingColumns([String])

  public var words: Bilingual {
    switch self {
    case .unreadable(let path):
      Bilingual(
        "Không đọc được tệp \(path); kiểm tra đường dẫn và quyền đọc.",
        "\(path) cannot be read; check the path and its permissions.")
    case .empty: Bilingual("Tệp không có dòng nào; chọn tệp khác.", "The file has no rows; choose another.")
    case .notUTF8(let line, let column, let byte):
      Bilingual(
        "Dòng \(line), ký tự thứ \(column) có byte \(hexadecimal(byte)) không phải UTF-8; "
          + "trong Excel chọn lưu dạng “CSV UTF-8” rồi nhập lại.",
        "Line \(line), character \(column) has byte \(hexadecimal(byte)), which is not UTF-8; "
          + "save as “CSV UTF-8” in Excel and import again."
      )
    case .missingColumns(let titles):
      Bilingual(
        "Thiếu cột \(titles.map { "“\($0)”" }.joined(separator: ", ")); dòng đầu của tệp phải là tên cột như trong sổ.",
        "The columns \(titles.map { "“\($0)”" }.joined(separator: ", ")) are missing; "
          + "the first line of the file must name the columns as the register does."
      )
    }
  }

  private func hexadecimal(_ byte: UInt8) -> String {
    "0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }
}
