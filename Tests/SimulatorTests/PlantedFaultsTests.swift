import Foundation
import Testing

/// A planted fault whose place in the sources has moved would go unnoticed: it is not planted any more.
struct PlantedFaultsTests {
  private static let root = "\(#filePath.dropLast("Tests/SimulatorTests/PlantedFaultsTests.swift".count))"

  /// A line of a list: a name, a file, the `sed -E` command that plants the fault.
  struct Fault: CustomTestStringConvertible {
    var name: String
    var file: String
    var change: String
    var testDescription: String { name }
  }

  static let faults = ["Simulator", "CrashTests"].flatMap { tests in
    let list = (try? String(contentsOfFile: "\(root)Tests/\(tests)/Mutants/list", encoding: .utf8)) ?? ""
    return list.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
      let parts = line.split(separator: "\t", maxSplits: 2).map(String.init) + ["", ""]
      return Fault(name: parts[0], file: parts[1], change: parts[2])
    }
  }

  @Test func bothListsAreThereAndEveryNameIsThereOnce() {
    let names = PlantedFaultsTests.faults.map(\.name)
    #expect(names.count > 60)
    #expect(Set(names).count == names.count)
  }

  @Test(arguments: faults) func everyFaultFitsIntoTheSources(fault: Fault) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "planted-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let copy = folder.appending(path: "copy.swift")
    let original = URL(fileURLWithPath: PlantedFaultsTests.root + fault.file)
    try FileManager.default.copyItem(at: original, to: copy)
    let sed = Process()
    sed.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    sed.arguments = ["sed", "-i", "-E", fault.change, copy.path]
    try sed.run()
    sed.waitUntilExit()
    #expect(sed.terminationStatus == 0)
    #expect(try Data(contentsOf: copy) != Data(contentsOf: original), "the change fits nowhere in \(fault.file)")
  }
}
