import DurableFile
import Exchange
import Glibc

/// The hub's view of the system. A test or a simulator passes its own, so that a run can be repeated from its seed.
public struct System {
  /// Milliseconds since 1970 (UTC).
  public var now: () -> Int
  /// 64 random bits, good enough for keys.
  public var random: () -> UInt64
  /// Free bytes on the disk of a folder; `nil` if unknown.
  public var free: (String) -> Int?
  /// The cost of trying a code.
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

  /// The real system.
  public static var real: System {
    System(
      now: {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return time.tv_sec * 1_000 + time.tv_nsec / 1_000_000
      },
      random: { UInt64.random(in: .min ... .max) },
      free: Folder.freeBytes)
  }

  /// Returns so many random bytes.
  public func random(bytes count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count { withUnsafeBytes(of: random().bigEndian) { bytes += $0 } }
    return Array(bytes.prefix(count))
  }

  /// A random name, never 0, which means none.
  func randomName() -> UInt64 {
    while true {
      let name = random()
      if name != 0 { return name }
    }
  }
}
