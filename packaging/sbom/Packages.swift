import Foundation

/// The packages fetched for the build, as resolved, and to which of them a module belongs.
struct Packages {
  struct Pin: Decodable {
    let identity: String
    let location: String
    let state: State

    struct State: Decodable {
      let revision: String
      let version: String?
    }
  }

  private struct Resolved: Decodable { let pins: [Pin] }

  /// The work of others inside a package, with versions and vulnerabilities of its own.
  struct Inside {
    let name: String
    let module: String
    let version: String
    let purl: String
  }

  private let root: String
  private let pins: [String: Pin]

  init(_ root: String) throws {
    self.root = root
    let bytes = Data(try Build.text("\(root)/Package.resolved").utf8)
    let all = try JSONDecoder().decode(Resolved.self, from: bytes).pins
    pins = Dictionary(uniqueKeysWithValues: all.map { ($0.identity, $0) })
  }

  private func checkout(_ pin: Pin) -> String {
    let name = pin.location.split(separator: "/").last.map { $0.hasSuffix(".git") ? $0.dropLast(4) : $0 } ?? ""
    return "\(root)/.build/checkouts/\(name)"
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }

  /// Returns the package of a module; `nil` where the module is our own.
  ///
  /// - Throws: `Build.Missing` where the package is not known: everything that is linked in must be named.
  func package(of module: String) throws -> Pin? {
    let own = module.replacingOccurrences(of: "_", with: "-")
    if ["Sources/\(module)", "Sources/\(own)", module].contains(where: { Packages.isFolder("\(root)/\($0)") }) {
      return nil
    }
    let found = pins.values.filter { pin in
      ["Sources/\(module)", module].contains { Packages.isFolder("\(checkout(pin))/\($0)") }
    }
    guard found.count == 1 else { throw Build.Missing(what: "package of the module \(module)") }
    return found[0]
  }

  /// Returns the work of others in a package, as far as one of these modules is linked.
  func inside(_ pin: Pin, _ modules: Set<String>) throws -> [Inside] {
    var found: [Inside] = []
    for module in ["CNIOBoringSSL", "CCryptoBoringSSL"] where modules.contains(module) {
      let path = "\(checkout(pin))/Sources/\(module)/hash.txt"
      guard FileManager.default.fileExists(atPath: path) else { continue }
      guard let revision = try Build.text(path).split(whereSeparator: \.isWhitespace).last else { continue }
      found.append(
        Inside(
          name: "BoringSSL", module: module, version: String(revision),
          purl:
            "pkg:generic/boringssl@\(revision)?vcs_url=git%2Bhttps://boringssl.googlesource.com/boringssl%40\(revision)"
        ))
    }
    let header = "\(checkout(pin))/Sources/CNIOLLHTTP/include/c_nio_llhttp.h"
    if modules.contains("CNIOLLHTTP"), FileManager.default.fileExists(atPath: header) {
      let text = try Build.text(header)
      let parts = try ["MAJOR", "MINOR", "PATCH"].map { part in
        guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix("#define LLHTTP_VERSION_\(part) ") }),
          let number = line.split(separator: " ").last
        else { throw Build.Missing(what: "version of llhttp") }
        return String(number)
      }
      let version = parts.joined(separator: ".")
      found.append(
        Inside(
          name: "llhttp", module: "CNIOLLHTTP", version: version, purl: "pkg:github/nodejs/llhttp@v\(version)"))
    }
    return found
  }
}
