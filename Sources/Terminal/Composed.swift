import Vietnamese

/// Returns a letter and its marks as one code point, if there is one: some input methods send them separately.
func composed(_ letter: Character) -> Character {
  let whole = composed(String(letter))
  return whole.count == 1 ? Character(whole) : letter
}
