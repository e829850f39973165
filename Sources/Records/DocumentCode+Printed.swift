import Vietnamese

extension DocumentCode {
  /// The code as printed on paper.
  ///
  /// In a symbol typed without any capital letter each part gets its own capitals: `118/ubnd-vx` becomes `118/UBND-VX`,
  /// `7/ttr-ubnd` becomes `7/TTr-UBND` (Decree 30/2020, Annex I §II.3: symbols are in upper case). A code typed with
  /// capitals is left as it is.
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
