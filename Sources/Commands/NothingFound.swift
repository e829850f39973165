import Records
import Wording

package extension SearchQuery {
  /// Returns the sentence for a search without results, with a hint how to find more if there is one.
  func nothingFound(_ typed: String) -> Bilingual {
    guard terms.contains(where: \.isExact) else {
      return Bilingual("Không có văn bản nào khớp với “\(typed)”.", "No document matches “\(typed)”.")
    }
    return Bilingual(
      "Không có văn bản nào khớp với “\(typed)”. Trong nháy kép phải đúng cả dấu; bỏ nháy kép để tìm rộng hơn.",
      "No document matches “\(typed)”. In quotes the marks must match too; without quotes more is found.")
  }
}
