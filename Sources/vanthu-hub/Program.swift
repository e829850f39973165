import CommandWords
import Wording

extension Program {
  static let hub = Program(
    name: "vanthu-hub", version: Release.version,
    what: Bilingual("trung tâm đồng bộ văn bản của tỉnh", "the hub of a province, where offices exchange documents"),
    description: [
      Bilingual(
        """
        vanthu-hub giữ sổ của mọi trạm trong tỉnh, chuyển văn bản giữa các cơ quan và trả lời bằng chữ ký những gì đã \
        giữ. Dữ liệu nằm trong một thư mục: tệp hub.vanthu-hub, khóa hub.key và các tệp kèm theo.
        """,
        """
        vanthu-hub keeps the journals of all stations of a province, delivers to every office the documents meant \
        for it, and signs a receipt for what it stores. The data is in one folder: hub.vanthu-hub, the keys in hub.key \
        and the contents of files.
        """)
    ],
    environment: [
      (
        "VANTHU_HUB_DATA",
        Bilingual("thư mục dữ liệu, khi không ghi --data", "the folder of the data, if --data is not given")
      ),
      (
        "VANTHU_LANG",
        Bilingual("ngôn ngữ, khi không ghi --lang: vi hoặc en", "the language, vi or en, if --lang is not given")
      ),
    ],
    files: [
      (
        "hub.vanthu-hub",
        Bilingual("trong thư mục dữ liệu: sổ của các trạm, hộp thư", "in the data: journals and mailboxes")
      ),
      (
        "hub.key",
        Bilingual("khóa của trung tâm; giữ một bản ở nơi an toàn", "the keys of the hub; keep a copy in a safe place")
      ),
      ("contents/", Bilingual("tệp kèm theo của văn bản", "the contents of files")),
      ("tls/cert.pem, tls/key.pem", Bilingual("chứng thư TLS và khóa của nó", "the TLS certificate and its key")),
    ],
    options: HubOptions.parameters, statuses: [.done, .refused, .usage, .storage, .fault, .partly],
    proposed: Set(HubValues.all.keys),
    chapters: [Chapter(Bilingual("Lệnh", "Commands"), HubCommand.all.map(\.declaration).filter { !$0.isHidden })])
}
