import Records
import Wording

package extension SearchQuery {
  /// What is said when no document matches, with the way to find more where there is one.
  func nothingFound(_ typed: String) -> Words {
    guard terms.contains(where: \.isExact) else {
      return Words("Không có văn bản nào khớp với “\(typed)”.", "No document matches “\(typed)”.")
    }
    return Words(
      "Không có văn bản nào khớp với “\(typed)”. Trong nháy kép phải đúng cả dấu; bỏ nháy kép để tìm rộng hơn.",
      "No document matches “\(typed)”. In quotes the marks must be the same too; without quotes more is found.")
  }
}
