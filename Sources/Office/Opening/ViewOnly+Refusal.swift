/// Why a file is opened for viewing only, as a refusal and from one.
extension ViewOnly {
  /// Derives from a refusal why the file cannot be written; nil if something else is wrong with it.
  init?(_ refusal: StorageRefusal) {
    switch refusal {
    case .readOnly(let path), .unreachable(let path), .readOnlyDisk(let path): self = .forbidden(path)
    case .full: self = .full
    case .altered: self = .altered
    case .busy, .foreign, .damaged, .foundDamaged, .failing, .replaced, .keyMissing, .keyOfOther: return nil
    }
  }

  /// Returns the refusal for an attempt to write.
  public func refusal(_ path: String) -> StorageRefusal {
    switch self {
    case .readOnly: .readOnly(path)
    case .readOnlyDisk: .readOnlyDisk(path)
    case .full: .full(path)
    case .altered: .altered(path)
    }
  }
}
