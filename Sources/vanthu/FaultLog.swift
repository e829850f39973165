import Glibc

/// Faults of the program, one line each, in the user's state folder. Names of errors only, never what a document says.
struct FaultLog {
  let path: String

  init(_ paths: Paths) { path = paths.state + "/vanthu.log" }

  /// Adds a line; gives the place of the log.
  func add(_ error: any Error, milliseconds: Int64) -> String {
    makeFolders(above: path)
    guard let file = fopen(path, "a") else { return path }
    defer { fclose(file) }
    fputs("\(milliseconds / 1000) \(String(reflecting: error).prefix(400).filter { $0 != "\n" })\n", file)
    return path
  }
}

/// Makes the folders a file lies in, as far as they are missing, for this user alone.
func makeFolders(above path: String) {
  var at = path.startIndex
  while let slash = path[path.index(after: at)...].firstIndex(of: "/") {
    mkdir(String(path[..<slash]), 0o700)
    at = slash
  }
}
