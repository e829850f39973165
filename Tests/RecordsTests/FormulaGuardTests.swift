import Records
import Testing

struct FormulaGuardTests {
  @Test(arguments: [
    "=1+1", "+84 206", "-", "- Về việc", "@SUM(1+1)|cmd", "\t=1", "\r=1", "\n=1", "＝1", "＠x", "'=1", "''@x", "'", "'a",
    "", "V/v a=b", "\"=1",
  ])
  func whatIsGuardedComesBack(_ text: String) {
    let cell = FormulaGuard.guarded(text)
    #expect(FormulaGuard.unguarded(cell) == text)
    #expect(cell.unicodeScalars.first.map { "=+-@\t\r\n＝＋－＠".unicodeScalars.contains($0) } != true)
  }

  @Test func nothingElseIsChanged() {
    for text in ["'Nhà văn hóa'", "'", "V/v a=b", "118/UBND-VX", " =1"] {
      #expect(FormulaGuard.guarded(text) == text && FormulaGuard.unguarded(text) == text)
    }
  }
}
