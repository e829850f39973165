import Wording

/// The chapters of the help, in its order.
package enum CommandGroup: Int, CaseIterable, Sendable {
  case incoming, outgoing, documents, reading, exchange, house, file, screen, program

  package var words: Words {
    switch self {
    case .incoming: Words("Văn bản đến", "Incoming documents")
    case .outgoing: Words("Văn bản đi", "Outgoing documents")
    case .documents: Words("Văn bản đến và đi", "Both")
    case .reading: Words("Xem và tìm", "Look and find")
    case .exchange: Words("Gửi nhận với tỉnh", "Exchange with the province")
    case .house: Words("Cơ quan", "The office")
    case .file: Words("Tệp sổ", "The office's file")
    case .screen: Words("Màn hình", "The screen")
    case .program: Words("Chương trình", "The program")
    }
  }

  /// Whether its commands write to the office's file, unless a command declares otherwise.
  package var acts: Bool { [.incoming, .outgoing, .documents].contains(self) }

  /// Whether its commands depend on the PC's clock, unless a command declares otherwise.
  package var goesByClock: Bool { [.incoming, .outgoing, .documents, .reading, .house].contains(self) }
}
