import Foundation
import TestSupport

/// Sample offices as files, each made once.
enum SampleOffice {
  /// The one that chapter 2 makes.
  static let ofTheGuide = Result { try made(documents: 300, seed: 1) }

  /// One that holds what the examples of the help name: arrivals 57 and 58, not yet handed on, and 15/UBND-VX.
  static let ofTheHelp = Result { try made(documents: 103, seed: 2) }

  private static func made(documents: Int, seed: Int) throws -> Data {
    let folder = TemporaryFolder(in: "/tmp")
    let path = folder("sample.db")
    let ended = try shell(
      officeProgram,
      ["sample", "--office", path, "--documents", "\(documents)", "--seed", "\(seed)", "--on", "2026-11-20"])
    guard ended.status == 0 else { throw ProgramFailure(ended.output) }
    return try Data(contentsOf: URL(fileURLWithPath: path))
  }
}
