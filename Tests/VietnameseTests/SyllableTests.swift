import Testing

@testable import Vietnamese

@Suite("Syllables")
struct SyllableTests {
  @Test(
    "Words of office prose are syllables",
    arguments: [
      "Ủy ban nhân dân xã Đàm Thuỷ huyện Trùng Khánh tỉnh Cao Bằng", "quyết định về việc phê duyệt kế hoạch",
      "gì giếng giữ gìn già giặt quý quỳnh quýt quốc quở nghiêng nguệch khuỷu khuya ngoằn ngoèo rượu hươu",
      "thuở huơ tuyệt chuyển yêu yến ỷ ốc ếch ướt uống oằn ủy uyên khuếch xoáy hoẵng",
      "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Đắk Lắk",
    ])
  func legal(_ text: String) {
    for word in text.split(separator: " ") { #expect(isSyllable(String(word)), "\(word)") }
  }

  @Test(
    "Other words are not",
    arguments: [
      "book", "việ", "viet", "đơx", "càt", "hẽp", "kà", "cê", "ghan", "nga1", "", "q", "qu", "đ", "â", "tiê", "quư",
      "áá",
      "hoàng-", "nghiêngg", "windows", "ươ", "zôm", "hăk", "ngeo",
    ])
  func illegal(_ word: String) {
    #expect(!isSyllable(word))
  }
}
