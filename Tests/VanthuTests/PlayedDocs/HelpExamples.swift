/// What stands behind the examples of the help: a reader has it, the sample office does not.
enum HelpExamples {
  /// Lines for the shell before an example.
  static let before: [String: String] = [
    // Arrivals by the hub.
    "vanthu accept moi-12 moi-13": "hub_up; enrol_own xa-2025-01501/ubnd; arrivals 2; means_arrivals moi-12 moi-13",
    "vanthu merge 7 --into 6": "vanthu undo 6",
    "vanthu merge moi-25 --into 6": "hub_up; enrol_own xa-2025-01501/ubnd; arrivals 1; means_arrivals moi-25",
    "vanthu agree 57": asked,
    #"vanthu refuse 57 --reason "Đã giải quyết xong""#: asked,
    "vanthu progress 57 --note \"Đã lấy ý kiến các xóm\"": "vanthu route 57 --lead 'Tư pháp - Hộ tịch'",
    // Outgoing documents.
    "vanthu discard nhap-3": "means nhap-3 $(vanthu draft --type tb --subject x | grep -o 'nhap-[0-9]*')",
    #"vanthu recall 15/QĐ-UBND --reason "Ký nhầm""#: issued,
    "vanthu trail 15/QĐ-UBND": issued,
    "vanthu seen 15/QĐ-UBND": "\(received); snv send-back $(snv_arrived) --reason 'Gửi nhầm'; snv sync; vanthu sync",
    "vanthu receipt 15/QĐ-UBND": received,
    "vanthu receipt 15/QĐ-UBND --to giay.txt": "vanthu sync; vanthu sync",
    // Files.
    "vanthu attach 57 --file ban-quet.pdf": "echo quét > ban-quet.pdf",
    "vanthu detach 57 --file ban-quet.pdf": attached,
    "vanthu open-file 57": attached,
    "vanthu save-file 57 --to ~/ban-quet.pdf": "\(attached); rm ban-quet.pdf",
    "vanthu undo": "vanthu submit 57",
    "vanthu undo 57": "vanthu submit 57",
    // The sample office begins in November 2025.
    "vanthu show 57@2025": "means 57@2025 5@2025",
    #"vanthu saved "đất đai""#: "vanthu save-search --name 'đất đai' --query 'dat dai'",
    // The exchange.
    "vanthu sync": "hub_up; enrol_own xa-2025-01501/ubnd",
    #"vanthu sync --mail ~/Maildir --from van-thu@hungdao.gov.vn --to trung-tam@caobang.gov.vn"#:
      "mkdir -p ~/Maildir/new ~/Maildir/cur ~/Maildir/tmp",
    enrol: "hub_up; means_code xa-2025-01501/ubnd",
    join: "\(moved); means_code xa-2025-01501/ubnd",
    restore: "\(moved); vanthu-hub revoke $(stations) --reason 'Máy cháy'; means_code xa-2025-01501/ubnd",
    "vanthu relay --folder /mnt/chung": "hub_up; enrol_own xa-2025-01501/ubnd",
    "vanthu relay --through /mnt/chung": "vanthu relay --remove",
    "vanthu custody list": second,
    "vanthu custody hand-over den-2026 0a1b2c3d": "means 0a1b2c3d $(second_station)",
    "vanthu custody take den-2026 0M00-1SG9-7KQ2-M0XD":
      "vanthu sync; HOME=$ROOT/second vanthu sync; vanthu sync; means 0M00-1SG9-7KQ2-M0XD $(handed_over)",
    #"vanthu custody recover den-2026 --last 57 --reason "Máy cháy, Chủ tịch đồng ý""#:
      "hand_over; means '--last 57' '--last 59'",
    #"vanthu mute "UBND xã Hưng Đạo""#: "hub_up; enrol_own xa-2025-01501/ubnd",
    #"vanthu unmute "UBND xã Hưng Đạo""#: "vanthu mute 'UBND xã Hưng Đạo'",
    // The office.
    #"vanthu init --organ-id 000.00.00.H14 --name "UBND xã Đàm Thủy" --place "Đàm Thủy" --clerk "Văn thư 1""#:
      "no_office",
    "vanthu numbers --last den-2026=57 --last di-2026=15 --last di-sao-2026=0":
      "founded --first-incoming 57 --first-outgoing 15; vanthu backup ~/a.db; vanthu restore ~/a.db",
    // Files of others.
    "vanthu import so-den-2025.csv --dry-run": "csv > so-den-2025.csv",
    "vanthu import 118_UBND-VX.edxml": "message 118_UBND-VX.edxml",
    "vanthu convert cu.txt --output moi.txt": old,
    "vanthu convert cu.txt --from abc > moi.txt": "rm moi.txt",
    // Keeping.
    "vanthu backup /media/usb/so-2026-11-20.db": "rm -f /media/usb/*.db",
    "vanthu restore --newest": "vanthu backup",
    "vanthu restore /media/usb/so-2026-11-20.db": "vanthu backup /media/usb/so-2026-11-20.db",
    "vanthu completion bash > ~/.local/share/bash-completion/completions/vanthu":
      "mkdir -p ~/.local/share/bash-completion/completions",
  ]

  /// Examples that end with another status than 0.
  static let statuses: [String: Int32] = [
    // The first one only asks the hub.
    "vanthu receipt 15/QĐ-UBND": 5
  ]

  /// Why an example is not played.
  static let notPlayed: [String: String] = [
    "vanthu renumber '57*'": "needs two PCs that gave one number; DoubledNumberTests",
    "vanthu sync --nightly --until 05:00": "waits for its time; NightTests",
    "vanthu schedule --at 01:00 --until 05:00": "changes the timers of this PC; ScheduleTests",
    "vanthu schedule --remove": "changes the timers of this PC; ScheduleTests",
    "vanthu today 04/01/2027": "needs another date than today's; TodayTests",
    "vanthu mend-clock 01/12/2026": "needs another date than today's; dong-ho.test",
    #"vanthu book void-days-to-come den-2027 --today 01/12/2026 --reason "Đồng hồ máy sai""#:
      "needs another date than today's; dong-ho.test",
    "vanthu sample --office mau.db --documents 100000 --seed 1": "takes minutes; SampleOfficeTests make smaller ones",
    "vanthu-hub serve --data /var/lib/vanthu-hub --listen 0.0.0.0:8443": "needs a certificate; ServingTests",
  ]

  static let beforeHub: [String: String] = [
    #"vanthu-hub init --data /var/lib/vanthu-hub --name "VP UBND tỉnh Cao Bằng""#: "rm -r /var/lib/vanthu-hub",
    #"vanthu-hub revoke 0a1b2c3d --reason "máy bị mất""#:
      "hub_up; enrol_own xa-2025-01501/ubnd; means 0a1b2c3d $(stations)",
    "vanthu-hub answer /media/usb": "hub_up; enrol_own xa-2025-01501/ubnd; vanthu sync --folder /media/usb",
    "vanthu-hub answer --mail /var/lib/vanthu-hub/Maildir --from trung-tam@caobang.gov.vn":
      "mkdir -p /var/lib/vanthu-hub/Maildir/new",
    "vanthu-hub axis /var/lib/vanthu-hub/lien-thong": "mkdir /var/lib/vanthu-hub/lien-thong",
    "vanthu-hub issuers add ubnd-tinh ban-an-toan-giao-thong": "\(agency); vanthu-hub offices import co-quan.tsv",
    "vanthu-hub account role lan auditor": "vanthu-hub account add lan; vanthu-hub account add quan-tri",
    "vanthu-hub codes cancel xa-2025-01273/ubnd": "vanthu-hub enrol xa-2025-01273/ubnd",
    "vanthu-hub offices import co-quan.tsv": agency,
    "vanthu-hub custody release so-noi-vu di-2026":
      "hub_up; snv sync; snv_second; vanthu-hub revoke $(snv_station) --reason x",
  ]

  private static let enrol =
    "vanthu enrol --hub https://vanthu.caobang.gov.vn --code 7KQ2-M0XD-9TRA-4GGS-S60R-6DC1"
  private static let join =
    "vanthu join --from-hub https://vanthu.caobang.gov.vn --code 7KQ2-M0XD-9TRA-4GGS-S60R-6DC1"
  private static let restore =
    "vanthu restore --from-hub https://vanthu.caobang.gov.vn --code 7KQ2-M0XD-9TRA-4GGS-S60R-6DC1"
  /// Arrival 57, which its sender wants back.
  private static let asked = """
    founded --first-incoming 57; hub_up; enrol_own xa-2025-01501/ubnd; arrivals 1; vanthu accept $(arrived); vanthu sync
    snv recall 201/SNV-VX --reason 'Ký nhầm'; snv sync; vanthu sync
    """
  private static let issued = "founded --first-outgoing 15; decision 'UBND tỉnh Cao Bằng'"
  /// 15/QĐ-UBND, which has come to its reader.
  private static let received = """
    founded --first-outgoing 15; hub_up; enrol_own xa-2025-01501/ubnd; snv sync; vanthu sync
    decision 'Sở Nội vụ tỉnh Cao Bằng'; vanthu sync; snv sync; snv sync
    """
  private static let attached = "echo quét > ban-quet.pdf; vanthu attach 57 --file ban-quet.pdf"
  private static let old = """
    echo 'Cộng hòa xã hội chủ nghĩa Việt Nam' > chu.txt; vanthu convert chu.txt --to abc --output cu.txt
    """
  /// The office is at the hub, and not on this PC.
  private static let moved = "hub_up; enrol_own xa-2025-01501/ubnd; vanthu sync; no_office"
  private static let agency = "agency > co-quan.tsv"
  private static let second = "hub_up; enrol_own xa-2025-01501/ubnd; second"
}
