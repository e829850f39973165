import BadLine
import Foundation
import HubServer
import Sync
import TestSupport
import Testing

@Suite struct ExchangeOverHTTP {
  @Test func whatIsSentComesBackAndTheHubsWorkIsDoneOnItsOwnQueue() throws {
    let hub = try Hub { Echo($0) }
    let carrier = try hub.carrier()
    var (parts, answer) = ([some(10), some(70_000, from: 10), [], some(5)][...], [UInt8]())
    let travelled = try carrier.exchange({ parts.popFirst() }, { answer += $0 })
    #expect(answer == some(10) + some(70_000, from: 10) + some(5))
    #expect(travelled.sent > 70_015 && travelled.received > 70_015)
    let seen = hub.seen.now
    #expect(seen.begun == 1 && seen.finished == 1 && seen.cut == 0 && seen.faults == [])
    #expect(seen.queues == ["hub"])
    #expect(seen.largest <= 64 << 10)
  }

  @Test func aSmallExchangeIsOnePacketUpAndOneDown() throws {
    let hub = try Hub { Echo($0) }
    let carrier = try hub.carrier()
    var (parts, answers) = ([some(30), some(90, from: 30), some(40, from: 120)][...], [[UInt8]]())
    try carrier.exchange({ parts.popFirst() }, { answers.append($0) })
    #expect(answers == [some(160)])
    #expect(hub.seen.now.feeds == 1)
    let answer = try RawClient.ask(
      hub.server.port, "POST /v1/exchange HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\nConnection: close\r\n\r\n1234")
    #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\ncontent-length: 4\r\n") && answer.hasSuffix("\r\n\r\n1234"))
  }

  @Test func anEmptyExchangeCostsFewBytesAndTheConnectionIsKept() throws {
    let hub = try Hub { Much($0, 0) }
    let line = try BadLine(to: hub.server.port)
    defer { line.close() }
    let carrier = try hub.carrier(line.port)
    for _ in 0..<3 { try carrier.exchange({ nil }, { _ in }) }
    #expect(wait { line.carried.down >= 3 * 38 })
    let carried = line.carried
    #expect(carried.connections == 1)
    print("an empty exchange: \(carried.up / 3) bytes up, \(carried.down / 3) down")
    #expect(carried.up / 3 <= 100 && carried.down / 3 <= 60)
  }

  @Test func theAnswerComesWhileTheRequestIsStillSent() throws {
    let hub = try Hub { Echo($0) }
    let carrier = try hub.carrier()
    var (number, answered, answeredBefore) = (0, 0, 0)
    try carrier.exchange(
      {
        usleep(5000)
        answeredBefore = answered
        number += 1
        return number <= 20 ? some(1000) : nil
      }, { answered += $0.count })
    #expect(answeredBefore > 0 && answered == 20_000)
  }

  @Test func tenMegabytesGoUpAndDownInLittleMemory() throws {
    let size = 10 << 20
    let hub = try Hub { Much($0, size) }
    let carrier = try hub.carrier()
    try carrier.exchange({ nil }, { _ in })
    let before = residentBytes()
    var most = 0
    var (left, received, isRight) = (size, 0, true)
    try carrier.exchange(
      {
        most = max(most, residentBytes())
        guard left > 0 else { return nil }
        left -= 64 << 10
        return some(64 << 10)
      },
      { part in
        isRight = isRight && areSame(part, some(part.count, from: received))
        received += part.count
        most = max(most, residentBytes())
      })
    #expect(received == size && isRight)
    #expect(hub.seen.now.fed == size)
    // 20 MB passed; the little memory it took is mostly of tests that run at the same time.
    #expect(most - before < 6 << 20)
    print("10 MB both ways: \((most - before) / 1024) kB more memory")
  }

  @Test func aRefusalIsASentenceAlsoWhileTheRequestIsStillSent() throws {
    let hub = try Hub { Refuser($0, Sentence.unknown) }
    let carrier = try hub.carrier()
    #expect(throws: CarrierFailure.refused(status: 401, Sentence.unknown.words)) {
      try carrier.exchange({ some(10_000) }, { _ in })
    }
    var once: [UInt8]? = some(10)
    #expect(throws: CarrierFailure.refused(status: 401, Sentence.unknown.words)) {
      try carrier.exchange(
        {
          defer { once = nil }
          return once
        }, { _ in })
    }
    #expect(hub.seen.now.cut == 0 && hub.seen.now.faults == [])
  }

  @Test func aRefusalBehindTheFirstWordsOfAnAnswerIsACutAndWhatWasSaidStands() throws {
    let hub = try Hub { Turning($0) }
    var (number, answered) = (0, 0)
    do {
      try hub.carrier().exchange(
        {
          number += 1
          usleep(20_000)
          return number <= 100 ? some(1000) : nil
        }, { answered += $0.count })
      Issue.record("nothing was thrown")
    } catch CarrierFailure.cut { #expect(answered >= 1000 && answered < 100_000) }
    #expect(hub.seen.now.cut == 0 && hub.seen.now.finished == 0 && hub.seen.now.faults == [])
  }

  @Test func aFaultOfTheHubIsLoggedAndNotTold() throws {
    struct Secret: Error { let text = "Về việc riêng" }
    let hub = try Hub { Refuser($0, Secret()) }
    do {
      try hub.carrier().exchange({ some(10) }, { _ in })
      Issue.record("nothing was thrown")
    } catch CarrierFailure.refused(let status, let words) {
      #expect(status == 500 && !words.vietnamese.contains("riêng"))
    }
    #expect(hub.seen.now.faults.count == 1)
  }

  /// A server that does not know the request is no hub, today or tomorrow; a hub without space has some later.
  @Test func whoWillNeverUnderstandIsNotTriedAgain() {
    for (status, mayPass) in [
      (403, false), (404, false), (429, true), (500, true), (501, false), (503, true), (507, true),
    ] {
      #expect(CarrierFailure.refused(status: status, "x").mayPass == mayPass, "\(status)")
    }
  }

  @Test func whatTheStationThrowsEndsTheExchangeAndTheHubHearsOfTheCut() throws {
    let hub = try Hub { Echo($0) }
    let carrier = try hub.carrier()
    #expect(throws: Sentence.no) { try carrier.exchange({ some(100) }, { _ in throw Sentence.no }) }
    #expect(hub.seen.wait { $0.cut == 1 })
    var count = 0
    #expect(throws: Sentence.no) {
      try carrier.exchange(
        {
          count += 1
          if count == 3 { throw Sentence.no }
          return some(20_000)
        }, { _ in })
    }
    #expect(hub.seen.wait { $0.cut == 2 && $0.finished == 0 })
  }

  @Test func twoHundredStationsAtOnceAreAllServed() throws {
    let hub = try Hub { Echo($0) }
    let served = Served()
    DispatchQueue.concurrentPerform(iterations: 200) { number in
      do {
        let carrier = try hub.carrier()
        var (parts, answer) = (3, [UInt8]())
        try carrier.exchange(
          {
            parts -= 1
            return parts < 0 ? nil : some(3000, from: number)
          }, { answer += $0 })
        let part = some(3000, from: number)
        if answer == part + part + part { served.add() }
      } catch {
        Issue.record(error)
      }
    }
    #expect(served.count == 200)
    #expect(hub.seen.now.finished == 200)
  }
}

final class Served: @unchecked Sendable {
  private let lock = NSLock()
  private var number = 0
  func add() { lock.withLock { number += 1 } }
  var count: Int { lock.withLock { number } }
}
