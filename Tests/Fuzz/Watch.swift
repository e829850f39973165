import Glibc

/// The input that a process is at, readable from outside even after it has died: two numbers in a file that both have
/// mapped.
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
    page[1] += 1
  }

  var input: Int { Int(page[0]) }
  /// How many inputs have been begun.
  var begun: Int { Int(page[1]) }
}
