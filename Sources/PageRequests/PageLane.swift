/// The queue a page is made on. Each is serial and independent of the others.
public enum PageLane: Hashable, Sendable, CaseIterable {
  /// Reading only.
  case looking
  /// Forms of users who are logged in.
  case acting
  /// Logins from browsers seen before, and from strangers; hashing a password takes long. The number of waiting
  /// strangers is bounded.
  case known, strange
}
