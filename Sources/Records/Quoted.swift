import Vietnamese

/// Returns a typed text for use in a refusal: cleaned, and cut when it is long.
func quoted(_ typed: String) -> String {
  // Only the beginning is cleaned: ten megabytes may have been pasted.
  let beginning = cleaned(String(typed.unicodeScalars.prefix(200).map(Character.init)))
  return beginning.count <= 40 ? beginning : beginning.prefix(39) + "…"
}
