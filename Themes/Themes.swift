/// The key sets and colour themes of this folder, built into the program so that one file is enough to run it.
///
/// A file of the same name in the user's configuration folder takes precedence.
public enum Themes {
  /// The files of a key set, the later ones over the earlier: all but the default set hold only what differs from it.
  public static func keys(_ name: String) -> [[UInt8]]? {
    switch name {
    case "default": [PackageResources.default_keys]
    case "vim": [PackageResources.default_keys, PackageResources.vim_keys]
    default: nil
    }
  }

  public static func colours(_ name: String) -> [UInt8]? {
    switch name {
    case "default": PackageResources.default_colours
    case "paper": PackageResources.paper_colours
    case "high-contrast": PackageResources.high_contrast_colours
    case "mono": PackageResources.mono_colours
    default: nil
    }
  }

  public static let keySets = ["default", "vim"]
  public static let colourThemes = ["default", "paper", "high-contrast", "mono"]
}
