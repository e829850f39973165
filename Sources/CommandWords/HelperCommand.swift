/// The commands of the helper program. Both programs compile these names, so a misspelt one does not compile.
public enum HelperCommand: String, Sendable {
  case sync
  /// `sync check`.
  case check
  case enrol
  case restore
  case join
  case custody
  /// `receipt --check`.
  case checkReceipt = "receipt"
  case relay
  case importMessage = "import"
  case exportMessage = "export"
}
