import Testing

@testable import Commands
@testable import vanthu_hub

/// The examples of the help, which the manuals repeat, can be typed and succeed: those of each command in order, on a
/// sample office or a new hub, after what `HelpExamples` says.
struct HelpExamplesTests {
  @Test(arguments: Command.shell.filter { !$0.examples.isEmpty }.map(\.name))
  func theExamplesSucceed(command: String) throws {
    let played = try Played(office: SampleOffice.ofTheHelp.get())
    try play(try Command.named(command).examples.map(\.line), HelpExamples.before, on: played)
  }

  @Test(arguments: HubCommand.all.map(\.declaration).filter { !$0.examples.isEmpty }.map(\.name))
  func theExamplesOfTheHubSucceed(command: String) throws {
    let played = try Played(office: SampleOffice.ofTheHelp.get())
    _ = try played.type("vanthu-hub init --name 'VP UBND tỉnh Cao Bằng'")
    let declaration = try #require(HubCommand.all.map(\.declaration).first { $0.name == command })
    try play(declaration.examples.map(\.line), HelpExamples.beforeHub, on: played)
  }

  @Test func whatIsToldOfExamplesIsAboutThem() {
    let lines = Set(
      (Command.shell.flatMap(\.examples) + HubCommand.all.flatMap(\.declaration.examples)).map(\.line))
    let told = [HelpExamples.before, HelpExamples.beforeHub, HelpExamples.notPlayed].flatMap(\.keys)
    for line in told + Array(HelpExamples.statuses.keys) { #expect(lines.contains(line), "no example is: \(line)") }
  }

  private func play(_ lines: [String], _ before: [String: String], on played: Played) throws {
    for line in lines where HelpExamples.notPlayed[line] == nil {
      if let preparation = before[line] {
        let ended = try played.type("set -e; " + preparation)
        #expect(ended.status == 0, "before \(line): \(preparation)\n\(ended)")
      }
      let ended = try played.type(line)
      #expect(ended.status == HelpExamples.statuses[line] ?? 0, "\(line)\n\(ended)")
    }
  }
}
