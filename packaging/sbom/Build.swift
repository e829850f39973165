import Crypto
import Foundation

/// A build folder of SwiftPM, and what it contains about the programs.
struct Build {
  static let programs = ["vanthu", "vanthu-sync", "vanthu-hub"]

  let folder: String
  /// The folder of `Package.swift`.
  let root: String

  init(_ folder: String) throws {
    self.folder = folder
    guard let root = Build.root(above: folder) else { throw Missing(what: "Package.resolved above \(folder)") }
    self.root = root
  }

  private static func root(above folder: String) -> String? {
    var place = URL(fileURLWithPath: folder).standardizedFileURL
    while place.path != "/" {
      place.deleteLastPathComponent()
      if FileManager.default.fileExists(atPath: place.path + "/Package.resolved") { return place.path }
    }
    return nil
  }

  struct Missing: Error, CustomStringConvertible {
    let what: String
    var description: String { "there is no \(what); build first" }
  }

  static func text(_ path: String) throws -> String {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { throw Missing(what: path) }
    return text
  }

  /// Returns the modules whose object files are linked into a program.
  func modules(of program: String) throws -> Set<String> {
    let list = try Build.text("\(folder)/\(program).product/Objects.LinkFileList")
    return Set(
      list.split(separator: "\n").compactMap { line in
        line.split(separator: "/").last { $0.hasSuffix(".build") && $0 != ".build" }.map { String($0.dropLast(6)) }
      })
  }

  /// A library that is not of a package of Swift, as a path or the end of one.
  struct Library {
    let path: String
    /// Whether it is linked into the program itself; otherwise it is loaded when the program starts.
    let isLinked: Bool
  }

  /// Returns the shared libraries that a program loads when it starts (`DT_NEEDED`); if it is linked with all of its
  /// own, the archives of the system that the linker has read (`--dependency-file` in `Package.swift`).
  func libraries(of program: String) throws -> [Library] {
    let path = "\(folder)/\(program)"
    guard FileManager.default.fileExists(atPath: path) else { throw Missing(what: path) }
    let needed = try Build.run(["readelf", "-d", path]).split(separator: "\n").filter { $0.contains("(NEEDED)") }
      .compactMap { $0.split(separator: "[").last?.split(separator: "]").first.map(String.init) }
    guard needed.isEmpty else { return needed.map { Library(path: $0, isLinked: false) } }
    let words = try Build.text("\(root)/.build/\(program).linked").split { $0 == " " || $0 == "\n" || $0 == "\\" }
    return Set(words.filter { $0.hasSuffix(".a") && !$0.contains("/swift_static/") && !$0.contains("/clang/") })
      .sorted().map { Library(path: String($0), isLinked: true) }
  }

  /// Returns the SHA-256 of a program as built, and as `make install` installs it, without symbols.
  func hashes(of program: String) throws -> (built: String, installed: String) {
    let path = "\(folder)/\(program)"
    let stripped = NSTemporaryDirectory() + "/sbom-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: stripped) }
    _ = try Build.run(["strip", "-o", stripped, path])
    func hash(_ path: String) throws -> String {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
      return SHA256.hash(data: bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
    return (try hash(path), try hash(stripped))
  }

  /// Returns the version of Swift that built the programs; its run-time is linked in.
  func swift() throws -> String {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    guard let name = names.first(where: { $0.hasPrefix("swift-version-") }) else {
      throw Missing(what: "swift-version-…")
    }
    let words = try Build.text("\(folder)/\(name)").split { $0 == " " || $0 == "\n" }
    guard let place = words.firstIndex(of: "version"), place + 1 < words.count else {
      throw Missing(what: "Swift version")
    }
    return String(words[place + 1])
  }

  /// Returns the version of these programs.
  func version() throws -> String {
    let text = try Build.text("\(root)/Sources/CommandWords/Release.swift")
    let parts = text.split(separator: "\"")
    guard parts.count > 1 else { throw Missing(what: "version") }
    return String(parts[1])
  }

  static func run(_ words: [String]) throws -> String {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = words
    process.environment = ProcessInfo.processInfo.environment.merging(["LC_ALL": "C.UTF-8"]) { $1 }
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Missing(what: "answer of \(words.joined(separator: " "))") }
    return String(decoding: output, as: UTF8.self)
  }
}
