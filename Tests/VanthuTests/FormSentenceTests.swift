import CommandWords
import Testing

@testable import Commands
@testable import vanthu

/// A refusal that names an option of the command line names the field in a form.
struct FormSentenceTests {
  @Test(arguments: [
    (
      "Tỉnh có chứng thư riêng thì thêm --ca TỆP, không thì báo tỉnh.",
      "Tỉnh có chứng thư riêng thì điền ô “Chứng thư”, không thì báo tỉnh.", "ca"
    ),
    ("Xem lại đường dẫn sau --ca.", "Xem lại đường dẫn ở ô “Chứng thư”.", "ca"),
    (
      "Sổ ghi sai tên thì gõ lại lệnh này, thêm --rename để đổi tên sổ.",
      "Sổ ghi sai tên thì ghi lại, đánh dấu ô “Đổi tên sổ” để đổi tên sổ.", "rename"
    ),
    ("Gõ thêm --hub-key và dấu khóa.", "Điền ô “Dấu khóa trung tâm” và dấu khóa.", "hub-key"),
    ("Chưa có địa chỉ; ghi --hub https://… hay USB.", "Chưa có địa chỉ; ghi ô “Địa chỉ máy chủ” hay USB.", "hub"),
    ("“x” không dùng được cho --name.", "“x” không dùng được cho ô “Tên máy”.", "name"),
  ]) func namesTheField(said: String, shown: String, field: String) {
    let sentence = FormSentence(said, fields: Command.enrol.asked, .vietnamese)
    #expect(sentence.words == shown)
    #expect(sentence.field == field)
  }

  @Test func aCommandIsTypedAsItIs() {
    for said in [
      "Tỉnh có chứng thư riêng thì gõ vanthu sync --ca TỆP.", "Thêm --anyway vào.", "Không có gì.",
      "Mất khóa thì xin mã rồi gõ vanthu enrol --again --code MÃ.",
    ] {
      let sentence = FormSentence(said, fields: Command.enrol.asked, .vietnamese)
      #expect(sentence.words == said && sentence.field == nil)
    }
  }

  @Test func inEnglish() {
    let said = "If it has its own, add --ca FILE; run this again with --rename."
    let sentence = FormSentence(said, fields: Command.enrol.asked, .english)
    #expect(sentence.words == "If it has its own, fill in “Certificates”; save again with “Rename”.")
  }
}
