/// The libraries of the system that a program loads when it starts, which the distribution keeps up to date; and those
/// that were linked into it, which a new build does.
struct SystemLibraries {
  struct Library {
    let name: String
    /// The Debian package; `nil` where the system is not Debian.
    let package: (name: String, version: String, source: String, architecture: String)?
  }

  /// Returns whether a library belongs to Swift; a release has these linked in.
  static func isSwifts(_ name: String) -> Bool {
    ["libswift", "lib_Foundation", "libFoundation", "libdispatch", "libBlocksRuntime"].contains { name.hasPrefix($0) }
  }

  /// - Parameter path: the name of a shared library, or the path of an archive.
  static func library(_ path: String) -> Library {
    // The folder tells archives of several compilers apart, and is not always written as in the package (`/lib`).
    let name = path.split(separator: "/").suffix(2).joined(separator: "/")
    guard let said = try? Build.run(["dpkg", "-S", "*/\(name)"]),
      let package = said.split(separator: ":").first.map(String.init),
      let told = try? Build.run([
        "dpkg-query", "-W", "-f", "${Package}\t${Version}\t${source:Package}\t${Architecture}\n", package,
      ]), let line = told.split(separator: "\n").first
    else { return Library(name: name, package: nil) }
    let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 4 else { return Library(name: name, package: nil) }
    return Library(name: name, package: (parts[0], parts[1], parts[2], parts[3]))
  }
}
