import Foundation
import TerminalKit
import Testing

/// `make sbom`: what is linked into the programs, according to the build itself.
struct BillOfMaterialsTests {
  private func bill() throws -> [String: Any] {
    let process = Process()
    let pipe = Pipe()
    let program = URL(fileURLWithPath: PseudoTerminal.product(named: "sbom"))
    process.executableURL = program
    process.arguments = [program.deletingLastPathComponent().path]
    process.standardOutput = pipe
    try process.run()
    let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
  }

  @Test func everythingThatIsLinkedIsNamed() throws {
    let bill = try bill()
    #expect(bill["bomFormat"] as? String == "CycloneDX" && bill["specVersion"] as? String == "1.5")
    let components = try #require(bill["components"] as? [[String: Any]])
    let links = try #require(bill["dependencies"] as? [[String: Any]])
    let names = Dictionary(grouping: components) { $0["name"] as! String }
    let refs = Set(components.map { $0["bom-ref"] as! String })
    #expect(refs.count == components.count)
    for link in links { #expect((link["dependsOn"] as! [String]).allSatisfy(refs.contains), "\(link)") }
    func parts(_ ref: String) -> [String] {
      links.first { ($0["ref"] as? String)?.hasPrefix(ref) == true }?["dependsOn"] as? [String] ?? []
    }
    // Every package in `Package.swift`, as resolved.
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let manifest = try String(contentsOf: root.appendingPathComponent("Package.swift"), encoding: .utf8)
    let asked = manifest.matches(of: #/\.package\(url: "[^"]+/([^"\/]+)", exact: "([^"]+)"\)/#)
    #expect(asked.count >= 4)
    for package in asked {
      let found = try #require(names[package.output.1.lowercased()]?.first, "\(package.output.1)")
      #expect(found["version"] as? String == String(package.output.2))
    }
    // There are two copies of BoringSSL, each with its own revision; both are in the hub.
    #expect(parts("swift-nio-ssl@").contains { $0.hasPrefix("CNIOBoringSSL@") })
    #expect(parts("swift-crypto@").contains { $0.hasPrefix("CCryptoBoringSSL@") })
    #expect(names["BoringSSL"]?.count == 2 && names["llhttp"]?.count == 1)
    // The clerk's program opens no network connection.
    let clerk = parts("program:vanthu")
    #expect(clerk.contains { $0.hasPrefix("grdb.swift@") } && !clerk.contains { $0.hasPrefix("swift-nio") })
    #expect(clerk.contains { $0.contains("ncurses") } && clerk.contains { $0.contains("sqlite3") })
    #expect(parts("program:vanthu-hub").contains { $0.hasPrefix("swift-nio-ssl@") })
    #expect(parts("program:vanthu-sync").contains { $0.contains("curl") })
    for program in ["vanthu", "vanthu-sync", "vanthu-hub"] {
      let hashes = names[program]?.first?["hashes"] as? [[String: String]]
      #expect(hashes?.first?["content"]?.count == 64)
      #expect(parts("program:\(program)").contains { $0.hasPrefix("swift@6.") })
    }
    // The libraries of the system have their versions.
    if FileManager.default.fileExists(atPath: "/usr/bin/dpkg") {
      for component in components where (component["bom-ref"] as! String).hasPrefix("debian:") {
        #expect((component["version"] as? String)?.isEmpty == false, "\(component)")
      }
      #expect(!refs.contains { $0.hasPrefix("system:") }, "\(refs)")
    }
  }
}
