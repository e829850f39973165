import Commands
import Terminal

extension Tone {
  var role: Role {
    switch self {
    case .normal: .normal
    case .dim: .dim
    case .hint: .hint
    case .accent: .accent
    case .title: .title
    case .warning: .warning
    case .danger: .danger
    }
  }
}
