import DurableFile
import Exchange
import Glibc

/// What the hub asks of the machine it runs on. A test or a simulator gives its own, and everything repeats from a number.
public struct Machine {
  /// Milliseconds since 1970 (UTC).
  public var now: () -> Int
  /// 64 bits of chance, good enough for keys.
  public var random: () -> UInt64
  /// Bytes free on the disk of a folder; `nil` when there is no telling.
  public var free: (String) -> Int?
  /// What a try of a code costs.
  public var codeCost: EnrolmentKey.Cost

  public init(
    now: @escaping () -> Int, random: @escaping () -> UInt64, free: @escaping (String) -> Int? = { _ in nil },
    codeCost: EnrolmentKey.Cost = .usual
  ) {
    self.now = now
    self.random = random
    self.free = free
    self.codeCost = codeCost
  }

  /// This PC.
  public static var real: Machine {
    Machine(
      now: {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return time.tv_sec * 1_000 + time.tv_nsec / 1_000_000
      },
      random: { UInt64.random(in: .min ... .max) },
      free: Folder.freeBytes)
  }

  /// So many bytes of chance.
  public func random(bytes count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count { withUnsafeBytes(of: random().bigEndian) { bytes += $0 } }
    return Array(bytes.prefix(count))
  }

  /// Never 0, which means none.
  func randomName() -> UInt64 {
    while true {
      let name = random()
      if name != 0 { return name }
    }
  }
}
