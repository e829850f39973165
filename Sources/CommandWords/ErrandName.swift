/// The name of an errand. The clerk's program and its helper compile the same names, so a misspelt one is a compile
/// error.
public enum ErrandName: String, Sendable {
  case sync
  case enrol
  case restore
  case join
  case custody
  case importMessage = "import"
  case exportMessage = "export"
}
