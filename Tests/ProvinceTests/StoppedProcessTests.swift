import Foundation
import Glibc
import Testing

/// A restore while another process lives on the file, but was stopped in the middle of something: whatever SQLite says
/// then, the file is not taken away from under it.
struct StoppedProcessTests {
  /// With all locks of the log, or with the one for reading it anew; and, as every connection has, with its own.
  @Test(arguments: [120..<128, 122..<123] as [Range<off_t>])
  func theFileIsNotTakenAwayFromUnderIt(places: Range<off_t>) throws {
    let province = try Province()
    let seat = province.seat("dt")
    try province.expect(
      try seat("init", "--organ-id", "xa-1", "--name", "UBND xã Đàm Thủy", "--place", "Đàm Thủy", "--clerk", "Văn thư"))
    let backup = seat.home + "/ban.db"
    try province.expect(try seat("backup", backup))
    // What a process holds that was stopped while it worked on the log; a lock of this process, which no other has.
    try Data(count: 32_768).write(to: URL(fileURLWithPath: seat.file + "-shm"))
    try Data().write(to: URL(fileURLWithPath: seat.file + "-wal"))
    let index = open(seat.file + "-shm", O_RDWR)
    for (type, places) in [(F_WRLCK, places), (F_RDLCK, 128..<129)] {
      var lock = flock()
      (lock.l_type, lock.l_whence) = (Int16(type), Int16(SEEK_SET))
      (lock.l_start, lock.l_len) = (places.lowerBound, off_t(places.count))
      #expect(fcntl(index, F_SETLK, &lock) == 0)
    }
    let refused = try seat("restore", backup)
    #expect(refused.status == 3 || refused.status == 1, "\(refused)")
    #expect(refused.errors.contains("đang mở"), "\(refused)")
    let names = try FileManager.default.contentsOfDirectory(atPath: seat.home)
    #expect(!names.contains { $0.contains("before-restore") })
    close(index)
    try province.expect(try seat("restore", backup))
  }
}
