/// The day on which this version of the program was made: a correct clock shows no earlier day.
public enum Build {
  public static let day = Day(2026, 11, 29)
}
