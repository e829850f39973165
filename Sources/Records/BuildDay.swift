/// The day of this version of the program: no clock that is right stands before it.
public enum Build {
  public static let day = Day(2026, 11, 29)
}
