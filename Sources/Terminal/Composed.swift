import Vietnamese

/// A letter and its marks as one code point, where there is one: some input methods send them apart.
func composed(_ letter: Character) -> Character {
  let whole = composed(String(letter))
  return whole.count == 1 ? Character(whole) : letter
}
