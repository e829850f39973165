import Wording

extension RollbackClaim {
  /// The claim as a sentence.
  public var words: Bilingual { kind.words(of: what) }
}

extension RollbackClaim.Kind {
  func words(of what: String) -> Bilingual {
    switch self {
    case .cursor:
      Bilingual(
        "đã nhận tới thư \(what) mà hộp thư không khớp", "received mail up to \(what), which this mailbox does not have"
      )
    case .mark: Bilingual("dấu của trung tâm đi trước dữ liệu", "the hub's own mark was ahead of its data")
    case .gap:
      Bilingual("đã được báo nhận trước mục \(what) mà ở đây thiếu", "entries before \(what) were acknowledged")
    case .journal: Bilingual("giữ mục \(what) của trung tâm mà ở đây không có", "holds the hub's entry \(what)")
    case .receipt:
      Bilingual("có biên nhận của trung tâm cho mục \(what) mà ở đây thiếu", "has the hub's receipt for \(what)")
    case .seal:
      Bilingual("có chữ ký của trung tâm trên mục \(what) mà ở đây thiếu", "has the hub's seal over its entry \(what)")
    }
  }
}

extension NewLife {
  public var words: Bilingual {
    switch self {
    case .made: Bilingual("lập mới", "created")
    case .copy: Bilingual("mở từ bản sao lưu", "opened from a backup")
    case .mark: Bilingual("dữ liệu lùi sau dấu của trung tâm", "older than its own mark")
    case .offices: Bilingual("nhiều cơ quan có bằng chứng", "proved by several offices")
    case .administrator: Bilingual("quản trị xác nhận", "confirmed by the administrator")
    case .earlier: Bilingual("bản chương trình trước", "by an earlier version")
    case .fold: Bilingual("gộp phần cũ", "folded")
    }
  }
}

extension HubMark.State {
  public var words: Bilingual {
    switch self {
    case .none: Bilingual("chưa có dấu", "no mark yet")
    case .sound: Bilingual("dấu khớp", "agrees")
    case .behind: Bilingual("dữ liệu lùi sau dấu: bản cũ", "the data is older than it: an old copy")
    case .foreign:
      Bilingual("không phải dấu của trung tâm này; xem lại đường dẫn", "not a mark of this hub; check the path")
    case .unreadable:
      Bilingual("không đọc được; xem lại quyền và ổ đĩa", "cannot be read; check its permissions and the disk")
    }
  }
}
