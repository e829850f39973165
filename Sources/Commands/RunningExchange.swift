import DurableFile

/// Whether an exchange of an office's file is running, in whatever process: it holds the lock beside the file.
package enum RunningExchange {
  package static func isThere(_ office: String) -> Bool {
    let path = office + ".sync"
    guard Folder.leadsSomewhere(path), let file = try? StandingFile(path) else { return false }
    guard file.lock() else { return true }
    file.unlock()
    return false
  }
}
