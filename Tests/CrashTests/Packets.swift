import Crypto
import Exchange
import Foundation
import Records

/// The packets on the stick: a file with the name of a packet is complete, and a packet that was reported to a clerk is
/// there.
struct Packets {
  /// The keys that open what is sealed to each machine.
  var keys: [Machine: Curve25519.KeyAgreement.PrivateKey] = [:]
  /// By path, the hashes of all packets that were written there; and how many of them there were at the last report.
  private var put: [String: [Int]] = [:]
  private var promised: [String: Int] = [:]

  /// Returns the frames of a packet that was just written.
  mutating func read(_ bytes: [UInt8], at path: String) -> [(frame: Frame, header: PacketHeader)] {
    put[path, default: []].append(bytes.hashValue)
    for key in keys.values {
      let read = SealedReader.read(bytes, key: key)
      if let header = read.header { return read.frames.map { ($0, header) } }
    }
    return []
  }

  /// A command has reported that it is done.
  mutating func promise() { for (path, packets) in put { promised[path] = packets.count } }

  /// Returns what is wrong with the packets on a disk.
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

  /// Returns a hash of the packets on a disk.
  func digest(_ contents: [(path: String, bytes: [UInt8]?)]) -> Int {
    var hasher = Hasher()
    for (path, bytes) in contents where path.contains("/stick/") {
      hasher.combine(path)
      hasher.combine(bytes)
    }
    return hasher.finalize()
  }
}
