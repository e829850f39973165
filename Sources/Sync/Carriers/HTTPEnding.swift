import CCurl
import Glibc
import Wording

/// How one HTTP request ended, and what that means for the exchange. The only place where codes of libcurl, of OpenSSL,
/// of the system and of HTTP get a meaning.
///
/// A hub answers 200 with a packet (or JSON), or refuses with 4xx or 5xx and two lines of plain text, the same sentence
/// in Vietnamese and in English. Everything else was sent by something in between, or is a broken connection. A
/// connection that is cut, even while TLS is being set up, says nothing about anybody's certificate.
struct HTTPEnding {
  var code = CURLE_OK
  var stage = VC_ASKED
  var stopper = VC_NOBODY
  /// Whether the complete request had been sent, and acknowledged, when nothing moved any more.
  var isAcknowledged = false
  /// Whether the connection was made for this request.
  var isNewConnection = true
  /// `errno` where there is no connection.
  var error: Int32 = 0
  /// OpenSSL's result of verifying the certificate (X509_V_ERR_…).
  var verified = 0
  /// libcurl's message, with OpenSSL's.
  var message = ""
  /// The status of the response; 0 when there was none.
  var status = 0
  /// The status of the proxy's answer to CONNECT; 0 when there was none.
  var proxyStatus = 0
  /// The content type of the response.
  var type = ""
  /// The target of a redirection; empty for none.
  var moved = ""
  /// The body of a response that is no success, or its beginning.
  var body = ""
  /// Whether the body of a success begins like a hub's, as far as it has arrived.
  var beginsAsHub = true

  /// - Parameter proxy: the proxy between this PC and the hub.
  /// - Returns: `nil` for a hub's answer that is no refusal.
  func failure(of hub: HubAddress, through proxy: String?) -> CarrierFailure? {
    // A hub that refuses early closes the connection after its sentence, so the response takes precedence over the
    // error of the connection.
    if let failure = response(hub, proxy) { return failure }
    if isClosedInTheClear(hub, proxy) { return .blocked(.cutInTheClear(hub.host)) }
    switch (code, stopper) {
    case (CURLE_OK, _): return nil
    case (_, VC_STALL):
      // The request has arrived, and nobody answers. Of a kept connection it is not known what became of it.
      let isSilent = status == 0 && isNewConnection && isAcknowledged
      return isSilent ? .blocked(.silent(hub.host)) : .cut(message)
    case (_, VC_CALLER): return .cut(message)
    case (CURLE_UNSUPPORTED_PROTOCOL, _), (CURLE_URL_MALFORMAT, _), (CURLE_FAILED_INIT, _), (CURLE_NOT_BUILT_IN, _),
      (CURLE_OUT_OF_MEMORY, _):
      return .unusable(hub.text)
    default:
      guard stage != VC_ASKED else { return .cut(message) }
      return connecting(to: hub, proxy).map { .blocked($0) } ?? .noLine(message)
    }
  }

  // MARK: what answers

  private func response(_ hub: HubAddress, _ proxy: String?) -> CarrierFailure? {
    switch status {
    case 0: nil
    case 200: beginsAsHub ? nil : .blocked(isPage ? .portal(hub.host) : .noHub(hub.host, status: status))
    case 407: .blocked(.proxyRefuses(proxy ?? hub.host, status: 407))
    // A hub refuses a request that is too large with its own sentence.
    case 413 where sentence == nil: .blocked(.tooLarge(hub.host))
    case 511: .blocked(.portal(hub.host))
    case 300..<400: .blocked(moved.isEmpty ? .portal(hub.host) : .moved(hub.host, to: shown(moved)))
    default:
      if let sentence { .refused(status: status, sentence) } else { .blocked(.noHub(hub.host, status: status)) }
    }
  }

  private var isPage: Bool { type.lowercased().hasPrefix("text/html") || body.first == "<" }

  /// A hub's sentence. Vietnamese is written with diacritics: two lines of ASCII come from another program.
  private var sentence: Bilingual? {
    guard status >= 400, type.lowercased().hasPrefix("text/plain"), body.first != "<" else { return nil }
    let lines = body.split(whereSeparator: \.isNewline).map(String.init)
    guard lines.count == 2, lines[0].utf8.contains(where: { $0 >= 0x80 }) else { return nil }
    return Bilingual(lines[0], lines[1])
  }

  /// Returns scheme and host of an address that somebody else wrote.
  private func shown(_ address: String) -> String {
    var slashes = 0
    let place = address.prefix { character in
      if character == "/" { slashes += 1 }
      return slashes < 3
    }
    return String(place.unicodeScalars.filter { $0.value > 0x20 && $0.value < 0x7F }.prefix(80).map(Character.init))
  }

  // MARK: what keeps the connection from being made

  private func connecting(to hub: HubAddress, _ proxy: String?) -> Obstacle? {
    let host = hub.host
    return switch code {
    case CURLE_COULDNT_RESOLVE_HOST: .nameNotFound(host)
    case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY: .proxyMissing(proxy ?? host)
    case CURLE_COULDNT_CONNECT: unconnected(host, proxy)
    case CURLE_OPERATION_TIMEDOUT: late(host, proxy)
    case CURLE_PEER_FAILED_VERIFICATION: certificate(host)
    case CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS: .untrusted(host)
    case CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM: .noAuthorities
    case CURLE_SSL_CIPHER: .oldTLS(host)
    case CURLE_SSL_CONNECT_ERROR: handshake(host)
    case CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_GOT_NOTHING: brokenOff(hub, proxy)
    default: nil
    }
  }

  private func unconnected(_ host: String, _ proxy: String?) -> Obstacle? {
    // With a proxy it is the proxy that is connected to.
    if let proxy { return .proxyMissing(proxy) }
    return switch error {
    case ECONNREFUSED: .refused(host)
    case ENETUNREACH, EHOSTUNREACH, ENETDOWN: .noRoute(host)
    case ETIMEDOUT: .timedOut(host)
    default: nil
    }
  }

  private func late(_ host: String, _ proxy: String?) -> Obstacle? {
    switch stage {
    case VC_RESOLVING: proxy.map { .proxyMissing($0) } ?? .nameNotFound(host)
    case VC_CONNECTING: proxy.map { .proxyMissing($0) } ?? .timedOut(host)
    default: if let proxy, proxyStatus == 0 { .proxyCuts(proxy) } else { .silent(host) }
    }
  }

  /// libcurl's code is the same for each fault of a certificate.
  private func certificate(_ host: String) -> Obstacle {
    // Another name is found before libcurl stores the result of the chain.
    if ["target host name", "common name"].contains(where: message.contains) { return .otherName(host) }
    return switch verified {
    // X509_V_ERR_CERT_NOT_YET_VALID, _CERT_HAS_EXPIRED, _HOSTNAME_MISMATCH, _IP_ADDRESS_MISMATCH.
    case 9: .notYetValid(host)
    case 10: .expired(host)
    case 62, 64: .otherName(host)
    default: .untrusted(host)
    }
  }

  /// TLS was not set up, for no reason of a certificate. libcurl has one code for all of it, and the rest only in
  /// OpenSSL's message.
  private func handshake(_ host: String) -> Obstacle {
    let says = { (words: [String]) in words.contains(where: message.contains) }
    if says(["wrong version number", "packet length too long"]) { return .noTLS(host) }
    if says(["protocol version", "unsupported protocol"]) { return .oldTLS(host) }
    return .cutAtOnce(host)
  }

  /// Whether an unencrypted request was answered by nothing, or by what is no HTTP: a server of TLS closes, at most
  /// with an alert.
  private func isClosedInTheClear(_ hub: HubAddress, _ proxy: String?) -> Bool {
    !hub.isSecure && proxy == nil && isNewConnection && stage == VC_ASKED
      && (code == CURLE_GOT_NOTHING || code == CURLE_UNSUPPORTED_PROTOCOL)
  }

  private func brokenOff(_ hub: HubAddress, _ proxy: String?) -> Obstacle? {
    if proxyStatus >= 300 { return .proxyRefuses(proxy ?? hub.host, status: proxyStatus) }
    if let proxy, proxyStatus == 0 { return .proxyCuts(proxy) }
    return hub.isSecure ? .cutAtOnce(hub.host) : .cutInTheClear(hub.host)
  }
}
