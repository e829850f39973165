import Records
import Vietnamese
import Wording

/// How an old register is to be taken over.
public struct ImportOptions: Sendable {
  /// Nil: what has an arrival number came in.
  public var direction: Book.Direction?
  /// Look at everything and write nothing.
  public var isDryRun: Bool
  /// Write the good rows although others are refused.
  public var partly: Bool
  /// Why numbers are missing in the old book; with it they stand as voided, without it gaps are refused.
  public var gapReason: String?
  /// The code page of the file; nil: it is looked for.
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

/// What stands against a row, or should be looked at.
public struct ImportRemark: Equatable, Sendable {
  /// The line of the file on which the row begins.
  public var line: Int
  /// The title of the column, where one is meant.
  public var column: String?
  public var words: Words

  public init(line: Int, column: String? = nil, words: Words) {
    self.line = line
    self.column = column
    self.words = words
  }

  /// `dòng 7, cột “Ngày đến”: …`.
  public var sentence: Words {
    let place = column.map { Words(", cột “\($0)”", ", column “\($0)”") } ?? ""
    return Words(
      "dòng \(line)\(place.vietnamese): \(words.vietnamese)", "line \(line)\(place.english): \(words.english)")
  }
}

/// What an import did, or would do.
public struct ImportReport: Equatable, Sendable {
  public var direction: Book.Direction
  /// The code page the file was read in.
  public var encoding = TextEncoding(.utf8)
  /// Rows of the file under its titles, empty ones not counted.
  public var rows = 0
  /// Lines written; of a dry run, that would be.
  public var lines = 0
  /// Whether the registers have changed.
  public var isWritten = false
  /// Rows that are refused, each with every reason.
  public var refused: [ImportRemark] = []
  public var warnings: [ImportRemark] = []
  /// Columns of the file that have no place in a register here.
  public var leftOut: [String] = []
  /// Numbers the old book lacks, by book.
  public var gaps: [Gap] = []
  public var openedBooks: [String] = []

  public struct Gap: Equatable, Sendable {
    public var book: String
    public var numbers: ClosedRange<Int>

    public var display: String {
      numbers.count == 1 ? "\(numbers.lowerBound)" : "\(numbers.lowerBound)–\(numbers.upperBound)"
    }
  }

  /// Why nothing was written, where something stood against it.
  public var refusal: Words?
}

/// Why a file cannot be read as a register at all.
public enum ImportRefusal: Refusal, Equatable {
  case unreadable(String)
  case empty
  case notUTF8(line: Int, column: Int, byte: UInt8)
  case missingColumns([String])

  public var words: Words {
    switch self {
    case .unreadable(let path):
      Words(
        "Không đọc được tệp \(path); kiểm tra đường dẫn và quyền đọc.",
        "\(path) cannot be read; check the path and its rights.")
    case .empty: Words("Tệp không có dòng nào; chọn tệp khác.", "The file has no row; choose another.")
    case .notUTF8(let line, let column, let byte):
      Words(
        "Dòng \(line), ký tự thứ \(column) có byte \(hexadecimal(byte)) không phải UTF-8; trong Excel chọn lưu dạng “CSV UTF-8” rồi nhập lại.",
        "Line \(line), character \(column) has byte \(hexadecimal(byte)), which is not UTF-8; save as “CSV UTF-8” in Excel and import again."
      )
    case .missingColumns(let titles):
      Words(
        "Thiếu cột \(titles.map { "“\($0)”" }.joined(separator: ", ")); dòng đầu của tệp phải là tên cột như trong sổ.",
        "The columns \(titles.map { "“\($0)”" }.joined(separator: ", ")) are missing; the first line of the file must name the columns as the register does."
      )
    }
  }

  private func hexadecimal(_ byte: UInt8) -> String {
    "0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }
}
