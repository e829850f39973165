import Office
import Records
import Wording

/// Everything that the look of the rows in view depends on: while it is the same, a key moves only the cursor bar and
/// nothing else is drawn again.
struct RegisterPage: Equatable {
  var lines: [DocumentLine]
  var marks: [Bool]
  var width: Int
  var height: Int
  var first: Int
  var language: Language
  var words: [SearchQuery.Term]
  var today: Day
  var underway: Underway
}

/// What is still on its way: documents to their recipients, and files to this PC.
struct Underway: Equatable {
  var places: [Int64: DeliveryMark]
  var awaiting: Set<Int64>
}
