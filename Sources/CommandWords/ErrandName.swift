/// The requests that the clerk's program can hand to the helper. Both programs compile these names, so a misspelt one
/// does not compile.
public enum ErrandName: String, Sendable {
  case sync
  case enrol
  case restore
  case join
  case custody
  case importMessage = "import"
  case exportMessage = "export"
}
