/// A figure as Prometheus reads it: its help and kind, then a line for each value.
struct Metric {
  enum Kind: String { case gauge, counter }

  let name: String
  private(set) var text: String

  init(_ name: String, _ help: String, _ kind: Kind = .gauge) {
    self.name = name
    text = "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
  }

  /// Returns the text of a figure that has one value.
  static func gauge(_ name: String, _ help: String, _ value: Int) -> String {
    var metric = Metric(name, help)
    metric.add(value)
    return metric.text
  }

  mutating func add(_ value: Int, _ labels: KeyValuePairs<String, String> = [:]) {
    let pairs = labels.map { "\($0.key)=\"\(Metric.escaped($0.value))\"" }.joined(separator: ",")
    text += "\(name)\(pairs.isEmpty ? "" : "{\(pairs)}") \(value)\n"
  }

  /// Escapes a text for the quotes of a label's value.
  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { $0 += $1 == "\\" || $1 == "\"" ? "\\\($1)" : $1 == "\n" ? " " : String($1) }
  }
}
