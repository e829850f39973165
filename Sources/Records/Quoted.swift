import Vietnamese

/// What was typed, fit to be shown in a refusal: cleaned, and cut when it is long.
func quoted(_ typed: String) -> String {
  // Only the beginning is cleaned: somebody may have pasted ten megabytes.
  let beginning = cleaned(String(typed.unicodeScalars.prefix(200).map(Character.init)))
  return beginning.count <= 40 ? beginning : beginning.prefix(39) + "…"
}
