import Glibc

/// Which input a process is at, seen from outside even after it has died: two numbers in a file both have mapped.
struct Watch: @unchecked Sendable {
  private let page: UnsafeMutablePointer<Int64>

  init(_ path: String) {
    let file = open(path, O_RDWR | O_CREAT, 0o600)
    guard file >= 0, ftruncate(file, 4096) == 0,
      let page = mmap(nil, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0), page != MAP_FAILED
    else { fail("\(path) cannot be written") }
    close(file)
    self.page = page.bindMemory(to: Int64.self, capacity: 2)
  }

  func begin(_ input: Int) {
    page[0] = Int64(input)
    page[1] = Watch.milliseconds
  }

  var input: Int { Int(page[0]) }
  /// For how long it has been at it; nothing before the first.
  var waiting: Double { page[1] == 0 ? 0 : Double(Watch.milliseconds - page[1]) / 1_000 }

  private static var milliseconds: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
  }
}
