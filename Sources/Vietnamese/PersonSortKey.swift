/// The key of a person in a list of persons, for plain comparison: by **given name** (the last word), then family name, then what
/// stands between. `Nông Văn An`, `Bế Thị Ánh`, `Hoàng Thị Bình`, `Nông Văn Bình`.
///
/// Vietnamese lists of persons are in this order by common practice; no rule of the State says so.
///
/// What follows a comma or a bracket is no part of the name. Of titles only those go that cannot be a family name, because they hold
/// a sign: `Đ/c`, `TS.`, `ThS.`. `Ông` and `Bà` stay: Ông Ích Khiêm was called so; and since the given name comes first,
/// a title only moves a person among those of the same given name. A name that ends in a number is none of
/// a person (`Văn thư 2`) and is sorted as it is read.
public func personSortKey(_ name: String) -> [UInt8] { personWordSortKey(name) + [SortByte.end] + sortKey(name) }

/// `personSortKey` without its tie-breaks, no longer than `most` bytes, as `wordSortKey` is to `sortKey`.
public func personWordSortKey(_ name: String, most: Int = .max) -> [UInt8] {
  wordSortKey(personWords(name) ?? name, most: most)
}

/// The words of a name as they count; `nil` when they stand so already.
private func personWords(_ name: String) -> String? {
  let name = composed(name)
  let own = name.prefix { $0 != "," && $0 != "(" && $0 != "[" && $0 != ";" }
  var words = own.split(separator: " ", omittingEmptySubsequences: true)[...]
  while words.count > 1, let first = words.first, first.contains("/") || first.last == "." { words.removeFirst() }
  guard words.count > 1, let given = words.popLast(), given.first?.isNumber != true else { return nil }
  return given + " " + words.joined(separator: " ")
}
