import Foundation
import Glibc
import TestSupport
import Testing

@testable import ChildProcess

/// A program that reads what strangers made can neither stay running, nor fill the disk, nor use the network.
struct ConfinedTests {
  private let place = TemporaryFolder(in: "/tmp")
  private var folder: String { place.path }

  private func program(_ name: String, _ text: String) throws -> String {
    let path = "\(folder)/\(name)"
    try ShellScript.write(text, to: path)
    return path
  }

  private func run(
    _ program: String, patience: Int = 20, most: Int = 1_000, _ change: (inout ChildProcess.Limits) -> Void = { _ in }
  ) -> ChildProcess.Ended? {
    var limits = ChildProcess.Limits()
    change(&limits)
    return ChildProcess.run(
      [program], environment: ["PATH=/usr/bin:/bin"], patience: patience, most: most, session: .confined(limits))
  }

  private func text(_ ended: ChildProcess.Ended?) -> String { String(decoding: ended?.output ?? [], as: UTF8.self) }

  private func isAlive(_ process: pid_t) -> Bool {
    // A killed process may still wait to be reaped.
    let state = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
    return state.map { !$0.contains(") Z ") && !$0.contains(") X ") } ?? false
  }

  private var knowsLandlock: Bool {
    _ = ChildProcess.run(
      ["/bin/sh", "-c", ": > '\(folder)/thử'"], patience: 5, session: .confined(ChildProcess.Limits()))
    return access("\(folder)/thử", F_OK) != 0
  }

  @Test(.timeLimit(.minutes(1))) func oneThatHangsIsGivenUpWithAllItStarted() throws {
    let hanging = try program(
      "hanging",
      """
      #!/bin/sh
      (trap '' TERM HUP INT; sleep 300) &
      echo $!
      (trap '' TERM; exec setsid sleep 300) &
      echo $!
      sleep 300

      """
    )
    let began = time(nil)
    let ended = run(hanging, patience: 1)
    #expect(time(nil) - began < 20)
    #expect(ended?.isCutShort == true)
    let children = text(ended).split(separator: "\n").compactMap { pid_t($0) }
    #expect(children.count == 2)
    for _ in 0..<200 where children.contains(where: isAlive) { usleep(10_000) }
    #expect(!children.contains(where: isAlive))
  }

  @Test(.timeLimit(.minutes(1))) func whatGoesOnBehindItEndsWithIt() throws {
    let leaving = try program(
      "leaving", "#!/bin/sh\n(trap '' TERM; exec sleep 300 >/dev/null 2>&1 </dev/null) &\necho $!\n")
    let ended = run(leaving)
    let child = try #require(pid_t(text(ended).trimmingCharacters(in: .whitespacesAndNewlines)))
    #expect(ended?.isCutShort == false && ended?.status == 0)
    for _ in 0..<200 where isAlive(child) { usleep(10_000) }
    #expect(!isAlive(child))
  }

  @Test(.timeLimit(.minutes(1))) func itsOutputIsBoundedAndItWritesNoFile() throws {
    let loud = try program("loud", "#!/bin/sh\nexec yes chữ\n")
    #expect(run(loud)?.output.count == 1_000)
    let victim = "\(folder)/sổ.db"
    try Data("sổ".utf8).write(to: URL(fileURLWithPath: victim))
    let filling = try program(
      "filling",
      """
      #!/bin/sh
      head -c 1000000000 /dev/zero > \(folder)/đầy
      echo x >> '\(victim)'
      rm -f '\(victim)'
      mv '\(victim)' \(folder)/b
      echo $?

      """
    )
    let ended = run(filling)
    // Without Landlock in the kernel, files can be removed, but nothing can be put in their place.
    guard knowsLandlock else { return }
    #expect(text(ended) != "0\n")
    var facts = stat()
    #expect(stat("\(folder)/đầy", &facts) != 0 || facts.st_size == 0)
    #expect(FileManager.default.contents(atPath: victim) == Data("sổ".utf8))
  }

  @Test(.timeLimit(.minutes(1)), .enabled(if: access("/usr/bin/python3", X_OK) == 0, "no python3"))
  func itHasNoNetworkAndLittleMemory() throws {
    let listening = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(listening) }
    let port = try Loopback.bind(listening, to: Loopback.address(0))
    #expect(listen(listening, 1) == 0)
    let calling = try program(
      "calling",
      """
      #!/usr/bin/python3
      import socket
      try:
        socket.create_connection(('127.0.0.1', \(port)), 3); print('reached')
      except OSError: print('refused')

      """
    )
    #expect(text(run(calling)) == "refused\n")
    // The same program when it is not confined.
    #expect(text(ChildProcess.run([calling])) == "reached\n")
    let greedy = try program(
      "greedy",
      "#!/usr/bin/python3\ntry:\n  b = bytearray(600 << 20); print('had')\nexcept MemoryError: print('refused')\n")
    #expect(text(run(greedy) { $0.memory = 300 << 20 }) == "refused\n")
    let busy = try program("busy", "#!/usr/bin/python3\nwhile True: pass\n")
    let ended = run(busy) { $0.seconds = 1 }
    #expect(ended?.isCutShort == false && ended?.status ?? 0 > 127)
  }

  @Test func whatIsSaidBothWaysIsNeverWaitedForForEver() throws {
    let all = [UInt8](repeating: 65, count: 1_000_000)
    let echoed = ChildProcess.run(["cat"], input: all)
    #expect(echoed?.output == all && echoed?.status == 0)
    let complaining = try program("complaining", "#!/bin/sh\nhead -c 500000 /dev/zero >&2\necho xong\nexit 3\n")
    let ended = ChildProcess.run([complaining])
    #expect(ended?.status == 3 && text(ended) == "xong\n")
    #expect(ChildProcess.run(["\(folder)/không"]) == nil)
    #expect(ChildProcess.run([folder]) == nil)
  }

  @Test func itGetsNothingOfOursButWhatItIsGiven() throws {
    let secret = "\(folder)/khóa"
    try Data("bí mật".utf8).write(to: URL(fileURLWithPath: secret))
    // Open here, as SQLite's files are, and by mistake without O_CLOEXEC.
    let file = open(secret, O_RDONLY)
    defer { close(file) }
    let looking = try program("looking", "#!/bin/sh\nls -l /proc/$$/fd\nenv | grep -c HOME\n")
    let seen = text(run(looking))
    #expect(seen.hasSuffix("\n0\n") && seen.contains("pipe:") && !seen.contains(folder + "/kh"), "\(seen)")
  }
}
