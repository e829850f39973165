import Crypto
import DurableFile
import FoundationEssentials
import Glibc
import Office
import Records
import Wording

/// The keys with which a station signs and with which others seal to it.
public struct StationKeys: Sendable {
  /// Ed25519.
  public let signing: Curve25519.Signing.PrivateKey
  /// X25519.
  public let agreement: Curve25519.KeyAgreement.PrivateKey

  public init() {
    signing = Curve25519.Signing.PrivateKey()
    agreement = Curve25519.KeyAgreement.PrivateKey()
  }

  /// A name for a station that has none: the first 4 bytes of its public signing key.
  public var newName: StationName {
    StationName(number: signing.publicKey.rawRepresentation.prefix(4).reduce(0) { $0 << 8 | UInt32($1) })
  }

  /// Restores the keys from 32 bytes each.
  public init(signing: [UInt8], agreement: [UInt8]) throws {
    self.signing = try Curve25519.Signing.PrivateKey(rawRepresentation: signing)
    self.agreement = try Curve25519.KeyAgreement.PrivateKey(rawRepresentation: agreement)
  }
}

/// The key file of a station. It is stored beside the office's file and not in it: a backup on a USB stick must not
/// hold the keys.
public struct KeyFile {
  public let path: String

  /// - Parameter office: the path of the office's file.
  public init(besideOffice office: String) { path = office + ".key" }

  /// Reads the keys; `nil` where there are none.
  ///
  /// - Throws: `KeyRefusal` when the file cannot be read or is no key file.
  public func read() throws -> StationKeys? {
    guard Folder.facts(path) != nil else { return nil }
    let bytes: [UInt8]?
    do { bytes = try OpenFile.all(path, atMost: 65_536) } catch is FileFailure { throw KeyRefusal.unreadable(path) }
    guard let bytes, let text = String(validating: bytes, as: UTF8.self) else { throw KeyRefusal.unreadable(path) }
    var values: [String: [UInt8]] = [:]
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let parts = line.split(separator: " ", maxSplits: 1)
      if parts.count == 2 { values[String(parts[0])] = [UInt8](hexadecimal: String(parts[1])) }
    }
    guard let signing = values["signing"], let agreement = values["agreement"],
      let keys = try? StationKeys(signing: signing, agreement: agreement)
    else { throw KeyRefusal.spoilt(path) }
    return keys
  }

  /// Writes the file, readable by its owner alone; complete and on disk when the call returns.
  ///
  /// - Parameter station: the station of the keys, so that an office's file of another station is recognised; `nil`
  ///   before the name is known.
  public func write(_ keys: StationKeys, of station: StationName?) throws {
    let text = """
      # Khóa của máy này để gửi nhận với tỉnh. Không chép đi đâu; mất thì xin tỉnh mã mới.
      \(station.map { "station \($0)" } ?? "#")
      signing \(Array(keys.signing.rawRepresentation).hexadecimal)
      agreement \(Array(keys.agreement.rawRepresentation).hexadecimal)

      """
    guard !KeyFile.isFolderOfOthers(path) else { throw KeyRefusal.folderOfOthers(path) }
    do { try NewFile.write(Array(text.utf8), to: path) } catch is FileFailure {
      throw KeyRefusal.unwritable(path)
    }
  }

  /// Whether others could replace the file: then no new key is stored there. An existing one goes on working.
  private static func isFolderOfOthers(_ path: String) -> Bool {
    guard let facts = Folder.facts(Folder.parent(of: path)) else { return false }
    return facts.st_mode & 0o002 != 0 || (facts.st_uid != geteuid() && facts.st_uid != 0)
  }

  /// Removes the file; one that remains does no harm.
  public func remove() { try? Folder.remove(path) }
}

public enum KeyRefusal: Refusal, Equatable {
  case unreadable(String)
  case unwritable(String)
  case spoilt(String)
  case missing(String)
  /// The key of another station than that of the office's file.
  case ofOther(String, office: String)
  case folderOfOthers(String)

  public var isOfStorage: Bool {
    switch self {
    case .unwritable, .ofOther: true
    default: false
    }
  }

  public var words: Bilingual {
    switch self {
    case .unreadable(let path):
      Bilingual(
        "Không đọc được tệp khóa \(path); xem lại quyền đọc tệp.",
        "The key file \(path) cannot be read; check its permissions.")
    case .unwritable(let path):
      Bilingual(
        "Không ghi được tệp khóa \(path); xem lại quyền ghi và chỗ trống trên đĩa, chưa có gì thay đổi.",
        "The key file \(path) cannot be written; check its permissions and the free disk space, nothing has changed.")
    case .spoilt(let path):
      Bilingual(
        "Tệp khóa \(path) hỏng; xin tỉnh mã mới rồi gõ vanthu enrol --again.",
        "The key file \(path) is damaged; ask the province for a new code and run vanthu enrol --again.")
    case .folderOfOthers(let path):
      Bilingual(
        "Không đặt tệp khóa \(path) vào thư mục mà người khác ghi được; "
          + "chuyển tệp sổ sang thư mục riêng (quyền 700) rồi làm lại, chưa có gì thay đổi.",
        "The key file \(path) is not written to a folder that others can write to; "
          + "move the office's file to a folder of your own (mode 700) and try again, nothing has changed."
      )
    case .missing(let path):
      Bilingual(
        "Không có tệp khóa \(path) của máy này. Tệp sổ là bản chép thì mở sổ gốc, đừng cấp số ở đây; "
          + "chỉ khi mất khóa mới xin tỉnh mã mới rồi gõ vanthu enrol --again.",
        "There is no key file \(path) of this station. "
          + "If the office's file is a copy, open the one it was copied from and assign no numbers here; "
          + "only if the key is lost ask the province for a new code and run vanthu enrol --again."
      )
    case .ofOther(_, let office): StorageRefusal.keyOfOther(office).words
    }
  }
}
