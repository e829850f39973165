import Foundation
import Testing

@testable import Commands
@testable import vanthu

/// The scenarios of Tests/Scenarios/*.test: what a clerk does, and what the screen shows then.
///
/// `VANTHU_RECORD=1`, or `make screens`, writes the screens into the files instead of comparing them.
@MainActor @Suite struct ScenarioTests {
  private nonisolated static let folder = Docs.root + "/Tests/Scenarios"
  private nonisolated static let recording = ProcessInfo.processInfo.environment["VANTHU_RECORD"] != nil

  nonisolated static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
    .filter { $0.hasSuffix(".test") }.sorted()

  @Test(arguments: names)
  func theScreenIsAsTheStoryTells(name: String) throws {
    let scenario = try Scenario(path: "\(Self.folder)/\(name)")
    let stage = try ScenarioStage()
    var lines = scenario.lines
    var written: [(Range<Int>, [String])] = []
    // Every scenario except the one of the first run starts with an office.
    if !scenario.lines.contains("# chưa có sổ") { try stage.run(Self.founding) }
    for (line, step) in scenario.steps {
      guard case .screen(let rows, let block, let expected) = step else {
        try stage.perform(step)
        continue
      }
      let shown = try stage.shown(rows)
      if Self.recording {
        written.append((block, shown))
      } else if shown != expected {
        let pairs = (0..<max(shown.count, expected.count)).filter {
          (shown.indices.contains($0) ? shown[$0] : nil) != (expected.indices.contains($0) ? expected[$0] : nil)
        }
        let told = pairs.prefix(6).map {
          """
            told: \(expected.indices.contains($0) ? expected[$0] : "")
            seen: \(shown.indices.contains($0) ? shown[$0] : "")
          """
        }
        Issue.record("\(name):\(line)\n\(told.joined(separator: "\n"))\n\n\(shown.joined(separator: "\n"))")
      }
    }
    guard Self.recording else { return }
    for (block, shown) in written.reversed() { lines.replaceSubrange(block, with: shown) }
    try lines.joined(separator: "\n").write(toFile: scenario.path, atomically: true, encoding: .utf8)
  }

  @Test func thereAreStories() { #expect(Self.names.count >= 15) }

  nonisolated static let founding =
    #"--on 2025-12-01 init --organ-id 000.00.00.H14 --name "UBND xã Đàm Thủy" --place "Đàm Thủy" --clerk "Văn thư 1""#
}
