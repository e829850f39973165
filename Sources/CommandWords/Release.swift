/// The version of the programs, the same for all that are built together.
public enum Release {
  public static let version = "0.2.0"
}
