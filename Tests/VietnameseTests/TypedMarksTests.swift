import Testing

@testable import Vietnamese

@Test(
  "Marks that are typed must stand in the word; what is typed without says nothing",
  arguments: [
    ("thuy", "Thủy", true), ("thủy", "Thuỷ", true), ("thùy", "Thủy", false), ("thu\u{309}y", "Thủy", true),
    ("đam", "Đàm", true), ("đàm", "Đàm", true), ("đâm", "Đàm", false), ("dam", "Đàm", true), ("hoà", "hòa", true),
    ("hòa", "Hoàng", true), ("trương", "Trường", true), ("trường", "trương", false), ("tru", "trường", true),
    ("", "xã", true), ("X", "xã", true), ("ô", "o", false),
  ])
func marks(_ typed: String, _ word: String, _ agree: Bool) { #expect(marksAgree(typed, word) == agree) }

@Test("The word itself comes before one it may become, and that before one with another mark")
func nearest() {
  #expect(
    TypedMarks("trương").nearestFirst(["Trướng", "Trường", "Trưởng", "Truông", "Trương"]) { $0 } == [
      "Trương", "Trướng", "Trường", "Trưởng", "Truông",
    ])
  #expect(
    TypedMarks("hoà an").nearestFirst(["Hóa An", "Hòa An", "Hoàng An"]) { $0 } == ["Hòa An", "Hoàng An", "Hóa An"])
  #expect(TypedMarks("hoa").nearestFirst(["Hóa", "Hoa"]) { $0 } == ["Hóa", "Hoa"])
}

@Test("Words as they are spelled are parted as a search parts them")
func spelled() {
  #expect(spelledWords("UBND xã Đàm Thủy, 15/QĐ-UBND") == ["UBND", "xã", "Đàm", "Thủy", "15", "QĐ", "UBND"])
  #expect(spelledWords("…").isEmpty)
}
