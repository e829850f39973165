import Vietnamese

extension DocumentCode {
  /// As it stands on paper. A symbol typed without a single capital is given the ones of its parts: `118/ubnd-vx` is
  /// `118/UBND-VX`, `7/ttr-ubnd` is `7/TTr-UBND` (Decree 30/2020, Annex I §II.3: symbols are in upper case). What was typed
  /// with capitals stays as it is.
  public var printed: String {
    guard notation.contains(where: \.isLetter), !notation.contains(where: \.isUppercase) else { return display }
    let parts = notation.split(separator: "-", omittingEmptySubsequences: false).map { part -> String in
      let typed = composed(String(part))
      let known = DocumentType.all.compactMap(\.abbreviation).first { $0.lowercased() == typed }
      return known ?? typed.uppercased()
    }
    guard display.hasSuffix(notation) else { return display }
    return String(display.dropLast(notation.count)) + parts.joined(separator: "-")
  }
}
