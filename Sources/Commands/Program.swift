import CommandWords
import Wording

package extension Program {
  static let vanthu = Program(
    name: "vanthu", version: Release.version,
    what: Bilingual(
      "đăng ký, chuyển giao, phát hành và tra cứu văn bản",
      "registers, routes, issues and finds official documents"),
    bare: Bilingual("mở màn hình", "the screen"), description: description, environment: environment, files: files,
    options: GlobalOptions.parameters,
    statuses: ExitStatus.allCases, proposed: Set(ProposedValues.all.keys),
    chapters: CommandGroup.allCases.map { group in
      Chapter(group.words, Command.shell.filter { $0.group == group }.map(\.declaration))
    })

  private static let description = [
    Bilingual(
      """
      vanthu là sổ văn bản đến và văn bản đi của văn thư cơ quan, theo Nghị định 30/2020/NĐ-CP: đăng ký, trình, chuyển \
      giao, theo dõi hạn, cấp số, phát hành, tìm lại. Mọi việc nằm trong một tệp trên máy, không cần mạng; mỗi việc là \
      một dòng của nhật ký, không dòng nào bị ghi đè.
      """,
      """
      vanthu keeps the registers of incoming and outgoing documents of a Vietnamese office, as Decree 30/2020/NĐ-CP \
      has it: it registers documents, submits them and hands them on, watches their deadlines, numbers and issues, and \
      finds them again. Everything lies in one file on the PC, without a network; every act is a line of a journal, \
      and no line is written over.
      """),
    Bilingual(
      """
      Không có lệnh nào thì chương trình mở màn hình. Một lệnh dùng được ở dòng lệnh của máy, sau dấu hai chấm trên \
      màn hình, và sau một phím. Văn bản được gọi bằng số đến (57; năm khác 57@2025), số ký hiệu văn bản đi \
      (15/QĐ-UBND), nhap-N (dự thảo), moi-N (mới đến, chưa vào sổ) hoặc tam-… (ghi tạm).
      """,
      """
      Without a command the program opens the screen. A command works in the shell, behind a colon on the screen, and \
      behind a key. A document is named by its arrival number (57; of another year 57@2025), the code of an outgoing \
      document (15/QĐ-UBND), nhap-N (a draft), moi-N (an arrival not yet registered) or tam-… (registered \
      provisionally).
      """),
  ]

  private static let environment: [(name: String, words: Bilingual)] = [
    ("VANTHU_OFFICE", Bilingual("tệp sổ, khi không ghi --office", "the office's file, if --office is not given")),
    (
      "VANTHU_LANG",
      Bilingual("ngôn ngữ, khi không ghi --lang: vi hoặc en", "the language, vi or en, if --lang is not given")
    ),
    (
      "VANTHU_SCANS",
      Bilingual("thư mục của máy quét, mặc định ~/Scans", "the scanner's folder, default ~/Scans")
    ),
    (
      "VANTHU_OPENER",
      Bilingual("chương trình mở tệp, mặc định xdg-open", "the program that opens files, default xdg-open")
    ),
    (
      "XDG_DATA_HOME, XDG_CONFIG_HOME, XDG_STATE_HOME",
      Bilingual("nơi của các tệp ghi ở trên", "where the files named above are")
    ),
    ("NO_COLOR", Bilingual("nếu có giá trị: không dùng màu", "if set: no colours")),
  ]

  private static let files: [(path: String, words: Bilingual)] = [
    ("~/.local/share/vanthu/office.db", Bilingual("tệp sổ của cơ quan", "the office's file")),
    (
      "~/.config/vanthu/keys/default.keys",
      Bilingual("phím riêng, chồng lên bộ phím của chương trình", "your keys, overriding the program's")
    ),
    ("~/.config/vanthu/colours/default.colours", Bilingual("màu riêng", "your colours")),
    (
      "~/.local/state/vanthu/vanthu.log",
      Bilingual(
        "lỗi của chương trình; không bao giờ ghi nội dung văn bản",
        "faults of the program; never the content of documents")
    ),
  ]
}
