import CommandWords
import DurableFile
import Glibc
import HubServer
import Wording

/// The options of `serve` about addresses, names and limits of connections.
enum Standing {
  static let parameters: [Parameter] = [
    .option(
      "metrics-listen", .text, Bilingual("địa chỉ riêng của /metrics", "a separate address for /metrics"),
      help: Bilingual("như 127.0.0.1:9100; không TLS", "like 127.0.0.1:9100; without TLS")),
    .flag(
      "behind-proxy", Bilingual("sau một proxy trên máy này", "behind a proxy on this machine"),
      help: Bilingual(
        "yêu cầu từ máy này mà proxy không nêu tên ai thì là của người lạ",
        "requests from this machine for which the proxy names no client count as a stranger's")),
    .option(
      "host", .text, Bilingual("tên máy", "name of the machine"),
      help: Bilingual(
        "tên khác mà trang xem và /metrics trả lời, ngoài tên trong chứng thư, địa chỉ bằng số và localhost; "
          + "cần khi sau một proxy",
        "another name for the page and /metrics, besides those in the certificate, "
          + "numbers and localhost; needed behind a proxy"
      ), repeats: true),
    .option(
      "connections", .number, Bilingual("số kết nối", "connections"),
      help: Bilingual("nhiều nhất cùng lúc; mặc định 512", "maximum at one time; default: 512")),
    .option(
      "per-address", .number, Bilingual("số kết nối một địa chỉ", "connections from one address"),
      help: Bilingual(
        "chưa chứng minh là trạm; mặc định 256", "not yet proved to be a station; default: 256")),
  ]

  static func apply(_ arguments: Arguments, _ options: inout ServerOptions) throws {
    options.showsMetricsToAll = arguments.flag("metrics")
    options.isBehindProxy = arguments.flag("behind-proxy")
    options.names = try arguments.all("host").map(name)
    options.metrics = try arguments["metrics-listen"].map { try HubCommand.address($0) }
    options.connections = try arguments.number("connections", in: 16...20_000) ?? options.connections
    options.perAddress = try arguments.number("per-address", in: 1...20_000) ?? options.perAddress
    // A connection that is turned away is open for a while too; the rest is for other files.
    raiseFileLimit(to: options.connections * 2 + 200)
  }

  /// Checks a host name, as a certificate writes it.
  private static func name(_ typed: String) throws -> String {
    let isName = typed.utf8.allSatisfy {
      switch $0 {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "*"):
        true
      default: false
      }
    }
    guard isName, !typed.isEmpty else { throw HostRefusal(typed: typed) }
    return typed
  }

  /// Warns if no name is known: behind a proxy no certificate tells how browsers call the hub.
  static func warnOfNoName(_ options: ServerOptions, _ language: Language) {
    guard options.isBehindProxy, options.tls == nil, options.names.isEmpty else { return }
    let words = Bilingual(
      "Sau một proxy mà chưa ghi --host TÊN-MÁY: trang xem chỉ mở được bằng địa chỉ số; thêm tên máy mà người xem gõ. "
        + "Trạm vẫn gửi nhận như thường.",
      "Behind a proxy without --host NAME: the page opens only by IP address; add the name that browsers use. "
        + "Stations are served as usual."
    )
    printError("vanthu-hub", words[language])
  }

  private static func raiseFileLimit(to number: Int) {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0, limit.rlim_cur < number else { return }
    limit.rlim_cur = min(limit.rlim_max, rlim_t(number))
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }

  /// Reports the outcome of reloading the certificate, for the log.
  static func renewed(_ result: Result<Int?, any Error>, _ language: Language) {
    let words: Bilingual
    switch result {
    case .success(nil):
      words = Bilingual("Không có TLS nên không có chứng thư để nạp.", "No TLS, so there is no certificate to load.")
    case .success(let days?):
      words = Bilingual("Đã nạp chứng thư mới, còn \(days) ngày.", "The new certificate is loaded; \(days) days left.")
    case .failure(let error as any Refusal):
      let kept = Bilingual("Vẫn dùng chứng thư cũ.", "The old certificate stays in use.")
      words = Bilingual("\(error.words.vietnamese) \(kept.vietnamese)", "\(error.words.english) \(kept.english)")
    case .failure(let error): return printError("vanthu-hub", FaultLog.summary(of: error))
    }
    printError("vanthu-hub", words[language])
  }
}

/// Not a host name.
struct HostRefusal: UsageRefusal, Equatable {
  let typed: String

  var words: Bilingual {
    Bilingual(
      "“\(typed)” không phải tên máy; ghi tên không, như vanthu.caobang.gov.vn.",
      "“\(typed)” is not the name of a machine; write only the name, like vanthu.caobang.gov.vn.")
  }
}

/// The lock of the server: one process serves a hub's data. Commands of the administrator run beside it and do not take
/// the lock. It is an flock, which ends with the process.
final class ServeLock {
  private let file: StandingFile?

  /// - Throws: `ServeLockRefusal`. Without a folder there is nothing to lock; opening the data then reports that.
  init(_ data: String) throws(ServeLockRefusal) {
    guard Folder.leadsSomewhere(data) else {
      file = nil
      return
    }
    let path = data + "/serve.lock"
    do { file = try StandingFile(path) } catch { throw .unwritable(path) }
    guard file?.lock() != false else { throw .serves(data) }
  }
}

enum ServeLockRefusal: Refusal, Equatable {
  case serves(String)
  case unwritable(String)

  var isOfStorage: Bool {
    switch self {
    case .unwritable: true
    default: false
    }
  }

  var words: Bilingual {
    switch self {
    case .serves(let data):
      Bilingual(
        "Đã có một vanthu-hub phục vụ dữ liệu ở \(data); dừng nó trước (systemctl stop vanthu-hub), "
          + "hoặc chỉ dữ liệu khác bằng --data.",
        "A vanthu-hub is already serving the data in \(data); stop it first (systemctl stop vanthu-hub), "
          + "or name other data with --data."
      )
    case .unwritable(let path):
      Bilingual(
        "Không tạo được tệp khóa \(path); xem quyền của thư mục dữ liệu, chạy bằng đúng người dùng.",
        "The lock \(path) cannot be created; check the permissions of the data's folder, and the user running this.")
    }
  }
}
