import Carriage
import DurableFile
import Foundation
import Glibc
import TestSupport
import Testing

/// A mail folder that an attacker can write to as well.
struct HostileMailTests {
  let folder = TemporaryFolder()

  private func path(_ name: String) -> String { "\(folder.path)/\(name)" }

  private func send(_ mailbox: MailFolder) throws {
    let sealed = try mailbox.sealedPacket()
    try sealed.append([UInt8](repeating: 7, count: 2_500))
    try mailbox.send(
      sealed, from: Sample.station, to: .hub, time: 5, replyTo: Sample.commune, addressedTo: Sample.province,
      longest: 1_000)
  }

  @Test func linksLaidReadyForAnyNameDestroyNothing() throws {
    try folder.write("office.db", "sổ")
    let office = path("office.db")
    for name in ["thư/new", "thư/out"] { try Folder.make(path(name)) }
    // The names an attacker would guess: of the packet, the e-mails, and the folder's own files.
    try send(MailFolder(path("thư")))
    for name in try folder.names("thư/out") {
      unlink(path("thư/out/\(name)"))
      for end in ["", ".\(getpid()).part", ".part"] { symlink(office, path("thư/out/\(name)\(end)")) }
    }
    symlink(office, path("thư/out/vanthu.\(getpid()).part"))
    for name in ["vanthu.taken", "vanthu.addresses"] {
      for end in ["", ".\(getpid()).part"] { symlink(office, path("thư/\(name)\(end)")) }
    }
    let mailbox = try MailFolder(path("thư"))
    try send(mailbox)
    try folder.write("thư/new/1", Sample.letter(Sample.volume(1, of: 1)))
    _ = try MailAddresses(
      from: Sample.commune.description, to: Sample.province.description, keptIn: path("thư"), needsReceiver: true)
    var mail = try PendingMail(mailbox, for: .hub, now: Sample.time)
    for packet in mail.packets { try mail.took(packet, proved: Sample.proof(of: packet)) }
    #expect(try folder.read("office.db") == Array("sổ".utf8))
    #expect(try folder.names("thư/cur").count == 1)
    let letters = try folder.names("thư/out").filter { $0.hasSuffix(".eml") }
    #expect(try letters.count == 3 && letters.allSatisfy { try folder.read("thư/out/\($0)").count > 1_000 })
  }

  @Test func foldersThatAreLinksAreNotGoneThrough() throws {
    for name in ["thư", "nhà"] { try Folder.make(path(name)) }
    symlink(path("nhà"), path("thư/out"))
    #expect(throws: FileFailure.self) { try send(MailFolder(path("thư"))) }
    #expect(try folder.names("nhà").isEmpty)
  }

  @Test(.timeLimit(.minutes(1))) func whatIsNoLetterHoldsTheOthersUpForNobody() throws {
    try Folder.make(path("new"))
    mkfifo(path("new/1"), 0o600)
    symlink("/dev/zero", path("new/2"))
    try Folder.make(path("new/3"))
    mkfifo(path("4.eml"), 0o600)
    mkfifo(path("vanthu.taken"), 0o600)
    try folder.write("new/5", Sample.letter(Sample.volume(1, of: 1)))
    var mail = try PendingMail(MailFolder(folder.path), for: .hub, now: Sample.time)
    #expect(mail.packets.count == 1)
    try mail.took(mail.packets[0], proved: Sample.proof(of: mail.packets[0]))
    #expect(try PendingMail(MailFolder(folder.path), for: .hub, now: Sample.time).packets.isEmpty)
  }
}
