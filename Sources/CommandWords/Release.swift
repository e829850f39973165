/// Which version of the programs this is: one for all that are built together.
public enum Release {
  public static let version = "0.2.0"
}
