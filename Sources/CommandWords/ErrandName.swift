/// What the clerk's program can have the other program do. Both compile these names, so a misspelt one does not compile.
public enum ErrandName: String, Sendable {
  case sync
  case enrol
  case restore
  case join
  case custody
  case importMessage = "import"
  case exportMessage = "export"
}
