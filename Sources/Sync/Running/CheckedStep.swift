import Wording

/// One step of `LineCheck`, and how it ended.
public struct CheckedStep: Sendable {
  public let name: Name
  public let outcome: Outcome

  /// The names are the values of `step` in JSON.
  public enum Name: String, CaseIterable, Sendable {
    case address
    /// The name of the server is found.
    case name
    /// The server accepts connections.
    case port
    case proxy
    case certificate
    case hub
    case clock
    case station

    public var label: Bilingual {
      switch self {
      case .address: Bilingual("Địa chỉ", "Address")
      case .name: Bilingual("Tên máy chủ", "Name")
      case .port: Bilingual("Cổng", "Port")
      case .proxy: Bilingual("Proxy", "Proxy")
      case .certificate: Bilingual("Chứng thư", "Certificate")
      case .hub: Bilingual("Trung tâm", "Hub")
      case .clock: Bilingual("Đồng hồ", "Clock")
      case .station: Bilingual("Máy này", "Station")
      }
    }
  }

  public enum Outcome: Sendable {
    case right(Bilingual)
    case wrong(any Refusal)
  }

  public var refusal: (any Refusal)? {
    switch outcome {
    case .right: nil
    case .wrong(let refusal): refusal
    }
  }

  /// The sentence, with the next step where one is needed.
  public var words: Bilingual {
    switch outcome {
    case .right(let words): words
    case .wrong(let refusal): refusal.words
    }
  }

  /// The sentence without the next step.
  public var why: Bilingual { refusal == nil ? words : words.parted.first }

  /// The next step; `nil` if none is needed.
  public var next: Bilingual? { refusal == nil ? nil : words.parted.rest }
}

extension Bilingual {
  /// What was refused and why, and the next step: a refusal names them in this order, with a semicolon or a full stop
  /// between.
  fileprivate var parted: (first: Bilingual, rest: Bilingual) {
    func parted(_ text: String) -> (String, String) {
      let ends = [text.range(of: "; "), text.range(of: ". ")].compactMap(\.self)
      guard let end = ends.min(by: { $0.lowerBound < $1.lowerBound }) else { return (text, "") }
      return (String(text[..<end.lowerBound]) + ".", String(text[end.upperBound...]))
    }
    let (own, english) = (parted(vietnamese), parted(self.english))
    return (Bilingual(own.0, english.0), Bilingual(own.1, english.1))
  }
}
