import Foundation
import Sync
import Synchronization
import TestSupport
import Testing

@testable import HubServer

/// Clients that are not stations, slow and in large numbers.
@Suite struct Strangers {
  /// Takes the other side for a station when its first byte says so.
  final class Asking: Echo {
    private var known = Caller.nobody
    override var caller: Caller { known }

    override func feed(_ bytes: [UInt8]) throws -> [UInt8] {
      if known == .nobody {
        known =
          switch bytes.first {
          case UInt8(ascii: "n"): .named
          case UInt8(ascii: "s"): .signed
          case UInt8(ascii: "p"): .proved
          default: .nobody
          }
      }
      return try super.feed(bytes)
    }
  }

  private static let head = "POST /v1/exchange HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"

  /// A chunk that is answered at once.
  private static let chunk = "60\r\n" + String(repeating: "x", count: 0x60) + "\r\n"

  /// Sends an exchange that trickles. Returns after how many seconds it was ended, at most `atMost`.
  private func trickling(_ hub: Hub, as first: String, atMost seconds: Double = 60) throws -> Double {
    let start = Date()
    let client = try RawClient(hub.server.port)
    client.send(Strangers.head)
    client.send("1\r\n\(first)\r\n")
    while Date().timeIntervalSince(start) < seconds, client.send("1\r\nx\r\n") > 0 {
      if client.isEndedQuietly { break }
      usleep(50_000)
    }
    return Date().timeIntervalSince(start)
  }

  @Test func whoTricklesHasLittleTimeUnlessHeHasProvedWhoHeIs() throws {
    // In each hub all limits but one are far away: on a busy machine the first byte may be seconds late.
    #expect(try trickling(Hub(header: 0.5, unproved: 120) { Asking($0) }, as: "x") < 60)
    let named = try trickling(Hub(header: 120, unproved: 1.5) { Asking($0) }, as: "n")
    #expect(named >= 1.5 && named < 60)
    let proved = try Hub(header: 5, unproved: 1.5) { Asking($0) }
    #expect(try trickling(proved, as: "p", atMost: 7) >= 7)
  }

  @Test func aStationIsServedAmongManyWhoHoldPlaces() throws {
    let hub = try Hub(connections: 40) { Asking($0) }
    let isOver = Mutex(false)
    let done = DispatchSemaphore(value: 0)
    let port = hub.server.port
    // Disconnected clients come back at once, as those of an attacker would.
    Thread.detachNewThread {
      var idle: [RawClient] = []
      var slow: [RawClient] = []
      while !isOver.withLock({ $0 }) {
        idle.removeAll { $0.isEndedQuietly }
        slow.removeAll { $0.send("1\r\nx\r\n") == 0 || $0.isEndedQuietly }
        for _ in idle.count..<max(idle.count, 100) {
          if let client = try? RawClient(port, from: "127.0.0.2") { idle.append(client) }
        }
        for _ in slow.count..<max(slow.count, 60) {
          guard let client = try? RawClient(port, from: "127.0.0.3") else { continue }
          client.send(Strangers.head)
          slow.append(client)
        }
        usleep(20_000)
      }
      done.signal()
    }
    #expect(hub.seen.wait { $0.begun > 20 })
    for _ in 0..<5 {
      var (parts, answered) = ([Array("p".utf8), some(100_000), some(100_000)][...], 0)
      try hub.carrier().exchange({ parts.popFirst() }, { answered += $0.count })
      #expect(answered == 200_001)
    }
    isOver.withLock { $0 = true }
    done.wait()
  }

  @Test func whoHasMostLosesFirst() throws {
    // Of four places three are for strangers.
    let hub = try Hub(connections: 4) { Asking($0) }
    func knock(_ source: String) throws -> RawClient {
      let client = try RawClient(hub.server.port, from: source)
      client.send(Strangers.head)
      client.send(Strangers.chunk)
      #expect(client.read(until: "xxx").contains("200 OK"))
      return client
    }
    let alone = try knock("127.0.0.2")
    let many = try [knock("127.0.0.3"), knock("127.0.0.3")]
    let newcomer = try knock("127.0.0.4")
    #expect(many[0].isEnded(within: 5))
    #expect(!many[1].isEnded(within: 0.2) && !alone.isEndedQuietly && !newcomer.isEndedQuietly)
  }

  @Test func oneAddressHasOnlySoMany() throws {
    let hub = try Hub(perAddress: 3) { Asking($0) }
    let other = try RawClient(hub.server.port, from: "127.0.0.2")
    let clients = try (0..<5).map { _ in try RawClient(hub.server.port, from: "127.0.0.3") }
    #expect(clients[0].isEnded(within: 5) && clients[1].isEnded(within: 5))
    #expect(!clients[2].isEnded(within: 0.2) && !clients[4].isEndedQuietly && !other.isEndedQuietly)
  }

  @Test func whomAProxyNamesCountsForHimself() throws {
    let hub = try Hub(perAddress: 2) { Asking($0) }
    func knock(_ name: String) throws -> RawClient {
      let client = try RawClient(hub.server.port)
      client.send(
        "POST /v1/exchange HTTP/1.1\r\nHost: h\r\nX-Forwarded-For: \(name)\r\nTransfer-Encoding: chunked\r\n\r\n")
      client.send(Strangers.chunk)
      #expect(client.read(until: "xxx").contains("200 OK"))
      return client
    }
    let one = try [knock("10.0.0.1"), knock("10.0.0.1")]
    let another = try knock("10.0.0.2")
    let third = try knock("10.0.0.1")
    #expect(one[0].isEnded(within: 5))
    #expect(!one[1].isEnded(within: 0.2) && !another.isEndedQuietly && !third.isEndedQuietly)
  }

  @Test func aNetworkOfIPv6IsOneAddress() {
    #expect(AddressGroup("2001:db8:1:2::1") == AddressGroup("2001:db8:1:2:ffff::9"))
    #expect(AddressGroup("2001:db8:1:2::1") != AddressGroup("2001:db8:1:3::1"))
    #expect(AddressGroup("::ffff:10.1.2.3") == AddressGroup("10.1.2.3"))
    #expect(AddressGroup("10.1.2.3") != AddressGroup("10.1.2.4"))
  }
}
