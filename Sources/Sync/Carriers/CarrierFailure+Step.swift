extension CarrierFailure {
  /// The step of a check at which it shows.
  var step: CheckedStep.Name {
    switch self {
    case .noLine: .port
    case .cut, .refused: .hub
    case .unusable, .inTheClear: .address
    case .blocked(let obstacle): obstacle.step
    }
  }
}

extension Obstacle {
  fileprivate var step: CheckedStep.Name {
    switch self {
    case .nameNotFound: .name
    case .refused, .noRoute, .timedOut, .silent: .port
    case .proxyMissing, .proxyCuts, .proxyRefuses: .proxy
    case .untrusted, .expired, .notYetValid, .otherName, .noAuthorities, .oldTLS, .noTLS, .cutAtOnce: .certificate
    case .cutInTheClear, .portal, .moved, .tooLarge, .noHub: .hub
    }
  }
}
