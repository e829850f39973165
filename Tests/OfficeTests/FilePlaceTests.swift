import Foundation
import Glibc
import Records
import TestSupport
import Testing

@testable import Office

/// Only its owner can read the office's file, and a place that others can reach is reported.
@Suite struct FilePlaceTests {
  let folder = TemporaryFolder()

  private var path: String { "\(folder.path)/office" }

  private func mode(_ path: String) -> mode_t {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & 0o777 : 0
  }

  @Test func aNewFileIsItsOwnersWhateverTheMask() throws {
    let before = umask(0)
    defer { umask(before) }
    let commune = try Commune(file: path)
    try commune.fill(1)
    for ending in WatchedFile.endings { #expect(mode(path + ending) == 0o600, "\(ending)") }
    try commune.office.backup(to: "\(folder.path)/backup")
    #expect(mode("\(folder.path)/backup") == 0o600)
    #expect(FilePlace.look(at: path).isEmpty)
  }

  @Test(arguments: [(0o644, 0o600), (0o666, 0o660), (0o640, 0o600), (0o660, 0o660), (0o600, 0o600)])
  func anOlderFileIsClosedWhenItIsOpened(was: Int, becomes: Int) throws {
    try Commune(file: path).office.database.close()
    chmod(path, mode_t(was))
    _ = try Office.open(path)
    #expect(mode(path) == mode_t(becomes))
  }

  @Test func whoElseComesAtItIsSaid() throws {
    let commune = try Commune(file: path)
    chmod(path, 0o644)
    chmod(folder.path, 0o777)
    #expect(FilePlace.look(at: path) == [.openFile(path), .openFolder(folder.path)])
    #expect(try commune.office.verify().places.count == 2)
    #expect(try commune.office.verify().isSound)
    chmod(folder.path, 0o700)
    chmod(path, 0o600)
    mkdir("\(folder.path)/.stfolder", 0o700)
    #expect(FilePlace.look(at: path) == [.synced(path, "Syncthing")])
  }

  @Test func keysOthersComeAtAreSaid() throws {
    let commune = try Commune(file: path)
    for name in ["office.key", "office.new.key", "office.key.old"] {
      try folder.write(name, "signing 00")
      chmod("\(folder.path)/\(name)", 0o600)
    }
    try folder.write("other.key", "không phải của sổ này")
    chmod("\(folder.path)/other.key", 0o644)
    #expect(FilePlace.look(at: path).isEmpty)
    chmod("\(folder.path)/office.key.old", 0o640)
    #expect(FilePlace.look(at: path) == [.openKey("\(folder.path)/office.key.old")])
    #expect(try commune.office.verify().places.map { $0.words.vietnamese.contains("chmod 600") } == [true])
    chmod("\(folder.path)/office.key", 0o644)
    #expect(FilePlace.look(at: path).count == 2)
  }

  @Test func aNetworkFileSystemIsKnownByItsMount() {
    let mounts = [
      "22 1 8:1 / / rw shared:1 - ext4 /dev/sda1 rw", "30 22 0:40 / /home/so\\040chung rw - nfs4 may:/so rw",
      "31 22 0:41 / /media/usb rw shared:9 - fuseblk /dev/sdb1 rw",
    ]
    #expect(FilePlace.fileSystem(of: "/home/so chung/xã", mounts: mounts) == "nfs4")
    #expect(FilePlace.fileSystem(of: "/home/so chung2", mounts: mounts) == "ext4")
    #expect(FilePlace.fileSystem(of: "/media/usb", mounts: mounts) == "fuseblk")
    #expect(FilePlace.fileSystem(of: "/x", mounts: ["rác"]) == nil)
  }
}
