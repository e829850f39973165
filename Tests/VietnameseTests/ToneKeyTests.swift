import Testing
import Vietnamese

@Test(
  "Old and new tone style are one name",
  arguments: [
    ("Hòa An", "Hoà An"), ("Đàm Thủy", "Đàm Thuỷ"), ("KHỎE", "khoẻ"), ("Uỷ ban", "Ủy ban"), ("Ðức Long", "đức  long"),
    ("Thụy Hùng", "Thuỵ Hùng"), ("hoàn", "hòan"), ("Quyết", "Quyê\u{301}t"), ("Xuân Hoà ", "XUÂN HÒA"),
  ])
func equalNames(_ one: String, _ other: String) { #expect(bytes(toneKey(one)) == bytes(toneKey(other))) }

@Test(
  "Other names stay apart",
  arguments: [
    ("Phong Nậm", "Phong Nặm"), ("Hòa An", "Hoa An"), ("Hòa An", "Hóa An"), ("kỹ", "kĩ"), ("Đa", "Da"),
    ("ma mà", "mà ma"),
    ("Bảo Lâm", "Bảo Lạc"), ("Cô Ba", "Cổ Ba"),
  ])
func differentNames(_ one: String, _ other: String) { #expect(bytes(toneKey(one)) != bytes(toneKey(other))) }

@Test("The key is the letters with the tone behind the vowels")
func keyForm() {
  #expect(toneKey("Hoà Bình") == "hoa2 bi2nh")
  #expect(toneKey("UBND xã Đàm Thủy") == "ubnd xa4 đa2m thuy3")
  #expect(toneKey("") == "")
}
