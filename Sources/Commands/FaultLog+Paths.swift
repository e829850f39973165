import CommandWords

package extension FaultLog {
  init(_ paths: Paths) { self.init(paths.state + "/vanthu.log", of: "vanthu \(Release.version)") }
}
