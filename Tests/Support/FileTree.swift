import Glibc

/// Folders with everything in them, whatever it is called and whatever it points to.
public enum FileTree {
  public static func remove(_ folder: String) {
    empty(folder)
    rmdir(folder)
  }

  /// Empties the folder; the folder itself stays.
  public static func empty(_ folder: String) { empty(Array(folder.utf8CString)) }

  // Names are bytes: as text they would be other ones where they are not UTF-8.
  private static func empty(_ folder: [CChar]) {
    guard let listing = opendir(folder) else { return }
    var names: [[CChar]] = []
    while let item = readdir(listing) {
      names.append(
        withUnsafePointer(to: &item.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) {
            Array(UnsafeBufferPointer(start: $0, count: strlen($0)))
          }
        })
    }
    closedir(listing)
    for name in names where name != [46] && name != [46, 46] {
      let path = folder.dropLast() + [47] + name + [0]
      if unlink(path) != 0 {
        empty(path)
        rmdir(path)
      }
    }
  }
}
