/// On which queue a page is made. Each is served by itself, one request after another.
public enum PageLane: Hashable, Sendable, CaseIterable {
  /// Who only looks.
  case looking
  /// Forms of who is inside.
  case acting
  /// Logins of who was here before, and of strangers: passwords take long to look at. Strangers are let wait in a bounded number.
  case known, strange
}
