import Wording

extension RollbackClaim {
  /// The claim as a sentence.
  public var words: Words { kind.words(of: what) }
}

extension RollbackClaim.Kind {
  func words(of what: String) -> Words {
    switch self {
    case .cursor:
      Words("đã nhận tới thư \(what) mà hộp thư không khớp", "took mail up to \(what), which this mailbox has not")
    case .mark: Words("dấu của trung tâm đi trước dữ liệu", "the hub's own mark was ahead of its data")
    case .gap: Words("đã được báo nhận trước mục \(what) mà ở đây thiếu", "entries before \(what) were acknowledged")
    case .journal: Words("giữ mục \(what) của trung tâm mà ở đây không có", "holds the hub's entry \(what)")
    case .receipt:
      Words("có biên nhận của trung tâm cho mục \(what) mà ở đây thiếu", "has the hub's receipt for \(what)")
    case .seal:
      Words("có chữ ký của trung tâm trên mục \(what) mà ở đây thiếu", "has the hub's seal over its entry \(what)")
    }
  }
}

extension NewLife {
  public var words: Words {
    switch self {
    case .made: Words("lập mới", "made")
    case .copy: Words("mở từ bản sao lưu", "opened from a backup")
    case .mark: Words("dữ liệu lùi sau dấu của trung tâm", "behind its own mark")
    case .offices: Words("nhiều cơ quan có bằng chứng", "proved by several offices")
    case .administrator: Words("quản trị xác nhận", "confirmed by the administrator")
    case .earlier: Words("bản chương trình trước", "by an earlier version")
    case .fold: Words("gộp phần cũ", "folded")
    }
  }
}

extension HubMark.State {
  public var words: Words {
    switch self {
    case .none: Words("chưa có dấu", "no mark yet")
    case .sound: Words("dấu khớp", "agrees")
    case .behind: Words("dữ liệu lùi sau dấu: bản cũ", "the data lies behind it: an old copy")
    case .foreign: Words("không phải dấu của trung tâm này; xem lại đường dẫn", "no mark of this hub; look at the path")
    case .unreadable: Words("không đọc được; xem lại quyền và ổ đĩa", "cannot be read; look at its rights and the disk")
    }
  }
}
