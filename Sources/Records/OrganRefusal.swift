import Wording

/// A name or a code that several agencies have.
public enum OrganRefusal: Refusal, Equatable {
  case several(String, [Organ])

  public var words: Bilingual {
    switch self {
    case .several(let typed, let organs):
      let shown =
        organs.prefix(6).map { organ in
          "\([organ.name, organ.parentName].compactMap(\.self).joined(separator: ", ")) (\(organ.id))"
        }.joined(separator: "; ") + (organs.count > 6 ? "; …" : "")
      return Bilingual(
        "Có \(organs.count) cơ quan là “\(quoted(typed))”: \(shown). Hãy ghi tên có huyện, hoặc mã trong ngoặc.",
        "\(organs.count) agencies match “\(quoted(typed))”: \(shown). "
          + "Write the name with its district, or the key in brackets."
      )
    }
  }
}
