import CommandWords

extension Command {
  /// A variable of a script that is empty must not become another way.
  static func checkValues(_ arguments: Arguments) throws {
    for name in ["folder", "mail", "hub", "until", "ca"] where arguments.flag(name) && arguments[name] == nil {
      throw UsageError.noValue("--\(name)")
    }
  }
}
