import Testing
import Vietnamese

@Test("A Vietnamese letter takes one column, however it is composed")
func lettersAreOneWide() {
  for (written, _, _) in Mixtures.all { #expect(displayWidth(written) == 1, "\(written)") }
  #expect(displayWidth("Đàm Thủy") == 8)
  #expect(displayWidth("Quyê\u{301}t định…") == 11)
}

@Test("Chinese letters and pictures take two columns, marks none, controls one")
func otherWidths() {
  #expect(displayWidth("中" as Character) == 2)
  #expect(displayWidth("高平 VN") == 7)
  #expect(displayWidth("👩" as Character) == 2)
  #expect(displayWidth("🇻🇳" as Character) == 2)
  #expect(displayWidth("\u{301}" as Character) == 0)
  #expect(displayWidth("\u{200B}") == 0)
  #expect(displayWidth("\u{1B}\t") == 2)
  #expect(displayWidth("") == 0)
  #expect(displayWidth("─│✓") == 3)
}
