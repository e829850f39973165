/// Returns a key that sorts persons: by **given name** (the last word), then family name, then the names between. `Nông
/// Văn An`, `Bế Thị Ánh`, `Hoàng Thị Bình`, `Nông Văn Bình`.
///
/// Vietnamese lists of persons are in this order by common practice; no rule of the State requires it.
///
/// Text after a comma, semicolon or bracket is not part of the name. Titles are removed only if a sign in them shows
/// that they are not a family name: `Đ/c`, `TS.`, `ThS.`. `Ông` and `Bà` are kept, because of Ông Ích Khiêm; and since
/// the given name comes first, a title only moves a person among those with the same given name. A name that ends in a
/// number is not a person's (`Văn thư 2`) and is sorted as it is written.
public func personSortKey(_ name: String) -> [UInt8] { personWordSortKey(name) + [SortByte.end] + sortKey(name) }

/// Returns `personSortKey` without its tie-breaks and at most `most` bytes long, as `wordSortKey` does of `sortKey`.
public func personWordSortKey(_ name: String, most: Int = .max) -> [UInt8] {
  wordSortKey(personWords(name) ?? name, most: most)
}

/// Returns the words of a name in the order of sorting; `nil` if they need no change.
private func personWords(_ name: String) -> String? {
  let name = composed(name)
  let own = name.prefix { $0 != "," && $0 != "(" && $0 != "[" && $0 != ";" }
  var words = own.split(separator: " ", omittingEmptySubsequences: true)[...]
  while words.count > 1, let first = words.first, first.contains("/") || first.last == "." { words.removeFirst() }
  guard words.count > 1, let given = words.popLast(), given.first?.isNumber != true else { return nil }
  return given + " " + words.joined(separator: " ")
}
