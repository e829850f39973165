import Foundation
import Glibc
import Testing

/// The data belongs to one user, and commands are typed by others: by root, and by another user.
@Suite(.enabled(if: geteuid() == 0)) struct OwnerTests {
  private let service: uid_t = 65_534
  let province = try! Province()

  private func run(_ words: String..., as user: uid_t? = nil) throws -> Programs.Ended {
    try province.run("vanthu-hub", words + ["--data", province.data], as: user)
  }

  /// Returns the files that the service could not read or replace.
  private func strange(below folder: String) -> [String] {
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return names.filter { name in
      var facts = stat()
      return lstat("\(folder)/\(name)", &facts) != 0 || facts.st_uid != service
    }
  }

  @Test func whatRootMakesIsTheServices() throws {
    let axis = province.data + "/lien-thong"
    mkdir(axis, 0o700)
    try province.give(to: service)
    let mark = province.folder + "/dau"
    try province.expect(try run("enrol", "xa-2025-01351/ubnd"))
    try province.expect(try run("axis", axis))
    try province.expect(try run("backup", province.data + "/sao-luu"))
    try province.expect(try run("rollback", "confirm", "--mark", mark, "--yes"))
    // Old lines are moved into a file.
    province.age(days: 100)
    let rotated = try run("audit", "--rotate")
    try province.expect(rotated)
    #expect(FileManager.default.fileExists(atPath: province.data + "/audit/0001.jsonl"), "\(rotated)")
    // A second hub that tried to serve.
    let busy = try Province()
    try busy.serve()
    #expect(try run("serve", "--plain", "--listen", "127.0.0.1:\(busy.port)").status == 1)
    #expect(FileManager.default.fileExists(atPath: province.data + "/serve.lock"))
    #expect(strange(below: province.data) == [])
    var facts = stat()
    #expect(stat(mark, &facts) == 0 && facts.st_uid == service)
    for words in [["verify"], ["backup", province.folder + "/dem"], ["stations"]] {
      try province.expect(try province.run("vanthu-hub", words + ["--data", province.data], as: service))
    }
  }

  @Test(arguments: [["verify"], ["stations"], ["enrol", "H14"], ["serve", "--plain"], ["init", "--name", "x"]])
  func anotherUserIsToldWhoseItIs(words: [String]) throws {
    // Whether other users may enter the folder or not.
    for mode: mode_t in [0o700, 0o755] {
      try province.give(to: service)
      for folder in [province.folder, province.folder + "/home"] { chmod(folder, 0o755) }
      chmod(province.data, mode)
      let ended = try province.run("vanthu-hub", words + ["--data", province.data], as: 12_345)
      let name = String(cString: getpwuid(service).pointee.pw_name)
      #expect(ended.status == 1 && ended.errors.contains("sudo -u \(name) vanthu-hub"), "\(ended)")
    }
  }

  /// A disk mounted read-only, or a copy that is locked away: it may be looked at, and nothing can be recorded there.
  @Test(arguments: [true, false]) func dataThatMayOnlyBeReadIsLookedAt(isCopy: Bool) throws {
    let data = isCopy ? province.folder + "/bản sao 100%" : province.data
    if isCopy { try province.expect(try run("backup", data)) }
    try province.give(to: service)
    let names = try FileManager.default.subpathsOfDirectory(atPath: data).map { "\(data)/\($0)" }
    for path in names + [data] {
      var facts = stat()
      stat(path, &facts)
      chmod(path, facts.st_mode & S_IFMT == S_IFDIR ? 0o500 : 0o400)
    }
    for words in [
      ["stations"], ["codes"], ["account", "list"], ["quota", "show"], ["issuers", "list"], ["offices"],
      ["rollback", "status"], ["audit"], ["verify"], ["two-people"],
    ] {
      let ended = try province.run("vanthu-hub", words + ["--data", data], as: service)
      #expect(ended.status == 0 && ended.errors.isEmpty, "\(words): \(ended)")
    }
    let refused = try province.run("vanthu-hub", ["enrol", "H14", "--data", data], as: service)
    #expect(refused.status == 3 && refused.errors.contains("kiểm tra ổ đĩa"), "\(refused)")
    let now = try FileManager.default.subpathsOfDirectory(atPath: data).map { "\(data)/\($0)" }
    #expect(Set(now) == Set(names))
  }

  @Test func whatTheServiceCannotReadIsSaidInWords() throws {
    try province.give(to: service)
    province.age(days: 100)
    try province.expect(try run("audit", "--rotate"))
    chown(province.data + "/audit", 0, 0)
    let ended = try run("verify", as: service)
    #expect(ended.status == 3 && ended.errors.contains("\(province.data)/audit/0001.jsonl"), "\(ended)")
    #expect(!ended.errors.contains("Lỗi chương trình"), "\(ended)")
  }
}
