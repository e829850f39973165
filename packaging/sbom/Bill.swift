import Foundation

/// The bill of materials: the programs, what is linked into them, and the libraries of the system that they load.
struct Bill {
  private struct Component: Encodable {
    var type: String
    var ref: String
    var name: String
    var version: String?
    var purl: String?
    var hashes: [Hash]?
    var properties: [Property]?

    enum CodingKeys: String, CodingKey {
      case type, name, version, purl, hashes, properties
      case ref = "bom-ref"
    }
  }

  private struct Hash: Encodable {
    var alg = "SHA-256"
    var content: String
  }

  private struct Property: Encodable {
    var name: String
    var value: String
  }

  private struct Dependency: Encodable {
    var ref: String
    var dependsOn: [String]
  }

  private struct Document: Encodable {
    var bomFormat = "CycloneDX"
    var specVersion = "1.5"
    var version = 1
    var metadata: Metadata
    var components: [Component]
    var dependencies: [Dependency]

    struct Metadata: Encodable { var component: Component }
  }

  private var components: [String: Component] = [:]
  private var depends: [String: Set<String>] = [:]
  private let whole: Component

  /// Returns how a part gets into a program: "linked" into the program itself, or "system", in a library of the system.
  private static func kept(_ how: String) -> [Property] { [Property(name: "vanthu:kept", value: how)] }

  init(of build: Build) throws {
    let (version, packages) = (try build.version(), try Packages(build.root))
    whole = Component(type: "application", ref: "vanthu@\(version)", name: "vanthu", version: version)
    let runtime = try build.swift()
    for program in Build.programs {
      let ref = "program:\(program)"
      let (built, installed) = try build.hashes(of: program)
      components[ref] = Component(
        type: "application", ref: ref, name: program, version: version, hashes: [Hash(content: installed)],
        properties: [Property(name: "vanthu:sha256-before-strip", value: built)])
      depends[whole.ref, default: []].insert(ref)
      try addLinked(to: ref, try build.modules(of: program), packages)
      let swift = "swift@\(runtime)"
      add(
        Component(
          type: "framework", ref: swift, name: "Swift run-time, Foundation, Dispatch, ICU", version: runtime,
          purl: "pkg:github/swiftlang/swift@swift-\(runtime)-RELEASE", properties: Bill.kept("linked")), to: ref)
      for library in try build.libraries(of: program) where !SystemLibraries.isSwifts(library.path) {
        addSystem(SystemLibraries.library(library.path), isLinked: library.isLinked, to: ref)
      }
    }
  }

  private mutating func add(_ component: Component, to ref: String) {
    components[component.ref] = component
    depends[ref, default: []].insert(component.ref)
  }

  private mutating func addLinked(to ref: String, _ modules: Set<String>, _ packages: Packages) throws {
    for module in modules.sorted() {
      guard let pin = try packages.package(of: module) else { continue }
      let address = pin.location.replacingOccurrences(of: "https://github.com/", with: "")
      let name = address.hasSuffix(".git") ? String(address.dropLast(4)) : address
      let version = pin.state.version ?? pin.state.revision
      let package = "\(pin.identity)@\(version)"
      add(
        Component(
          type: "library", ref: package, name: pin.identity, version: version,
          purl: "pkg:swift/github.com/\(name)@\(version)",
          properties: Bill.kept("linked") + [Property(name: "vanthu:revision", value: pin.state.revision)]), to: ref)
      for inside in try packages.inside(pin, modules) {
        let inner = "\(inside.module)@\(inside.version)"
        add(
          Component(
            type: "library", ref: inner, name: inside.name, version: inside.version, purl: inside.purl,
            properties: Bill.kept("linked") + [Property(name: "vanthu:module", value: inside.module)]), to: package)
      }
    }
  }

  private mutating func addSystem(_ library: SystemLibraries.Library, isLinked: Bool, to ref: String) {
    let kept = Bill.kept(isLinked ? "linked" : "system")
    guard let package = library.package else {
      add(
        Component(
          type: "library", ref: "system:\(library.name)", name: library.name, properties: kept), to: ref)
      return
    }
    add(
      Component(
        type: "library", ref: "debian:\(package.name)", name: package.name, version: package.version,
        purl: """
          pkg:deb/debian/\(package.name)@\(package.version.replacingOccurrences(of: "+", with: "%2B"))\
          ?arch=\(package.architecture)
          """,
        properties: kept + [Property(name: "vanthu:source", value: package.source)]), to: ref)
  }

  /// Returns the bill as JSON: the same bytes for the same build.
  func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(
      Document(
        metadata: .init(component: whole), components: components.sorted { $0.key < $1.key }.map(\.value),
        dependencies: depends.sorted { $0.key < $1.key }.map { Dependency(ref: $0.key, dependsOn: $0.value.sorted()) }))
  }
}
