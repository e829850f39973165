import Wording

/// The chapters of the help, in its order.
package enum CommandGroup: Int, CaseIterable, Sendable {
  case incoming, outgoing, documents, reading, exchange, house, file, screen, program

  package var words: Bilingual {
    switch self {
    case .incoming: Bilingual("Văn bản đến", "Incoming documents")
    case .outgoing: Bilingual("Văn bản đi", "Outgoing documents")
    case .documents: Bilingual("Văn bản đến và đi", "Both")
    case .reading: Bilingual("Xem và tìm", "Look and find")
    case .exchange: Bilingual("Gửi nhận với tỉnh", "Exchange with the province")
    case .house: Bilingual("Cơ quan", "The office")
    case .file: Bilingual("Tệp sổ", "The office's file")
    case .screen: Bilingual("Màn hình", "The screen")
    case .program: Bilingual("Chương trình", "The program")
    }
  }

  /// Whether its commands write to the office's file, unless a command declares otherwise.
  package var acts: Bool { [.incoming, .outgoing, .documents].contains(self) }

  /// Whether its commands depend on the PC's clock, unless a command declares otherwise.
  package var goesByClock: Bool { [.incoming, .outgoing, .documents, .reading, .house].contains(self) }
}
