import Carriage
import Exchange
import Foundation
import Glibc
import Records
import TestSupport
import Testing

@testable import Sync

/// The station's side of a stick that an attacker has prepared.
struct HostileFolderTests {
  private let folder = TemporaryFolder()
  private let station = StationName(number: 0x0A1B_2C3D)

  private func path(_ name: String) -> String { "\(folder.path)/\(name)" }

  private func make(_ name: String) throws {
    try FileManager.default.createDirectory(atPath: path(name), withIntermediateDirectories: true)
  }

  @Test func linksLaidReadyForAnyNameDestroyNoRegister() throws {
    let office = try folder.write("office.db", Array("sổ".utf8))
    for direction in ["to-hub", "to-station"] {
      try make("usb/vanthu/\(direction)")
      for end in ["enrol", "vtp", "enrolled"] {
        for name in ["\(station).\(end).\(getpid()).part", "\(station).\(end).part", "\(station).\(end)"] {
          symlink(office, path("usb/vanthu/\(direction)/\(name)"))
        }
      }
    }
    let stick = try FolderCarrier(path("usb"))
    try stick.writeSmall("to-hub", station, "enrol", Array("{}".utf8))
    try stick.put(from: station, time: 1) { try $0(Array("gói".utf8)) }
    #expect(try folder.read("office.db") == Array("sổ".utf8))
    #expect(try folder.read("usb/vanthu/to-hub/\(station).enrol") == Array("{}".utf8))
    #expect(try folder.read("usb/vanthu/to-hub/\(station).vtp") == Array("gói".utf8))
    // Nothing there is read through a link either, and what is removed is the link.
    #expect(try stick.answers(to: station, now: 0).isEmpty)
    #expect(try stick.readSmall("to-station", station, "enrolled") == nil)
    try stick.removeSmall("to-station", station, "enrolled")
    #expect(try folder.read("office.db") == Array("sổ".utf8))
  }

  @Test func foldersThatAreLinksAreRefusedInASentence() throws {
    try make("nhà")
    try make("usb/vanthu")
    for name in ["to-hub", "to-station"] { symlink(path("nhà"), path("usb/vanthu/\(name)")) }
    let stick = try FolderCarrier(path("usb"))
    #expect(throws: FolderRefusal.inTheWay(path("usb/vanthu/to-hub"))) {
      try stick.put(from: station, time: 1) { try $0([1]) }
    }
    #expect(throws: FolderRefusal.inTheWay(path("usb/vanthu/to-station"))) { try stick.answers(to: station, now: 0) }
    #expect(throws: FolderRefusal.inTheWay(path("usb/vanthu/to-hub"))) {
      try stick.removeSmall("to-hub", station, "enrol")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: path("nhà")).isEmpty)
  }

  @Test(.timeLimit(.minutes(1))) func whatIsNoFileIsNoAnswerAndWhatIsInTheWayIsSaid() throws {
    try make("usb/vanthu/to-station")
    mkfifo(path("usb/vanthu/to-station/\(station).vtp"), 0o600)
    mkfifo(path("usb/vanthu/to-station/\(station).enrolled"), 0o600)
    try make("usb/vanthu/to-hub/\(station).vtp/x")
    let stick = try FolderCarrier(path("usb"))
    #expect(try stick.answers(to: station, now: 0).isEmpty)
    #expect(try stick.readSmall("to-station", station, "enrolled") == nil)
    #expect(throws: FolderRefusal.inTheWay(path("usb/vanthu/to-hub/\(station).vtp"))) {
      try stick.put(from: station, time: 1) { try $0([1]) }
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: path("usb/vanthu/to-hub")) == ["\(station).vtp"])
  }
}
