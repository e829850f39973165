import Crypto
import Exchange
import Foundation
import Records

/// The packets on the stick: whatever stands under the name of one is whole, and what a clerk was told is there is there.
struct Packets {
  /// Who can open what is sealed to whom.
  var keys: [Machine: Curve25519.KeyAgreement.PrivateKey] = [:]
  /// By path, every packet that was put there, by its bytes; and how many of them were there when somebody was told last.
  private var put: [String: [Int]] = [:]
  private var promised: [String: Int] = [:]

  /// What a packet says that was just put there.
  mutating func read(_ bytes: [UInt8], at path: String) -> [(frame: Frame, header: PacketHeader)] {
    put[path, default: []].append(bytes.hashValue)
    for key in keys.values {
      let read = SealedReader.read(bytes, key: key)
      if let header = read.header { return read.frames.map { ($0, header) } }
    }
    return []
  }

  /// A command has said that it is done.
  mutating func promise() { for (path, packets) in put { promised[path] = packets.count } }

  /// What is wrong with the packets on a disk.
  func broken(by contents: [(path: String, bytes: [UInt8]?)]) -> [String] {
    var broken: [String] = []
    var there: Set<String> = []
    for (path, bytes) in contents where path.hasSuffix(".vtp") {
      guard let bytes else { continue }
      there.insert(path)
      guard let place = put[path]?.lastIndex(of: bytes.hashValue) else {
        broken.append("\(path) is no whole packet: \(bytes.count) bytes")
        continue
      }
      if place + 1 < promised[path] ?? 0 { broken.append("\(path) is an older packet than was told") }
    }
    broken += promised.keys.filter { !there.contains($0) }.map { "lost: \($0)" }
    return broken
  }

  /// Names the packets on a disk.
  func digest(_ contents: [(path: String, bytes: [UInt8]?)]) -> Int {
    var hasher = Hasher()
    for (path, bytes) in contents where path.contains("/stick/") {
      hasher.combine(path)
      hasher.combine(bytes)
    }
    return hasher.finalize()
  }
}
