import Foundation
import Glibc
import TestSupport

/// A disk as the trace leaves it: what is on it now, and how much of it survives a power failure.
///
/// The bytes of a file are safe after an fsync of that file, its name after an fsync of its folder, and by nothing
/// else. That is what POSIX promises, and less than ext4 (data=ordered) keeps, where an fsync of any file makes every
/// earlier change of a name safe.
final class Disk {
  /// A file or folder, by whatever name.
  final class Node {
    let isFolder: Bool
    var now: [UInt8]
    var safe: [UInt8]
    /// The changes since it was last safe.
    var pending: [Change] = []

    init(isFolder: Bool, _ bytes: [UInt8] = []) {
      self.isFolder = isFolder
      (now, safe) = (bytes, bytes)
    }
  }

  enum Change {
    /// A write, as a part of the trace.
    case write(at: Int, Range<Int>)
    case cut(Int)
  }

  enum NameChange {
    case add(String, Node)
    case remove(String)
    case move(String, String)
  }

  let root: String
  private var trace: [UInt8] = []
  private var numbers: [UInt: Node] = [:]
  private(set) var names: [String: Node] = [:]
  private var safeNames: [String: Node] = [:]
  private var pendingNames: [String: [NameChange]] = [:]
  /// Grows whenever something became safe, or a name changed: between two such moments `floor` and `names` stay the
  /// same.
  private(set) var version = 0

  /// The files below `root` as they are, all safe.
  init(_ root: String) throws {
    self.root = root
    for name in try FileManager.default.subpathsOfDirectory(atPath: root) where !name.hasSuffix("-shm") {
      let path = "\(root)/\(name)"
      var facts = stat()
      guard stat(path, &facts) == 0 else { continue }
      let isFolder = facts.st_mode & S_IFMT == S_IFDIR
      let node = Node(isFolder: isFolder, isFolder ? [] : try Disk.read(path))
      names[path] = node
      numbers[facts.st_ino] = node
    }
    safeNames = names
  }

  /// The data of all operations applied from now on is in this trace.
  func follow(_ trace: Trace) { self.trace = trace.bytes }

  func apply(_ operation: Trace.Operation) throws {
    switch operation.kind {
    case .opened:
      if names[operation.name] == nil {
        let node = Node(isFolder: false)
        numbers[operation.file] = node
        change(.add(operation.name, node), in: operation.name)
      } else if let node = names[operation.name] {
        numbers[operation.file] = node
        if operation.place & Int(O_TRUNC) != 0, !node.now.isEmpty { node.change(.cut(0), trace) }
      }
    case .written:
      try node(operation).change(.write(at: operation.place, operation.data), trace)
    case .cut: try node(operation).change(.cut(operation.place), trace)
    case .madeSafe:
      version += 1
      if operation.name == root || names[operation.name]?.isFolder == true {
        for change in pendingNames.removeValue(forKey: operation.name) ?? [] { Disk.apply(change, to: &safeNames) }
      } else {
        try node(operation).settle(trace)
      }
    case .renamed: change(.move(operation.name, operation.other), in: operation.other)
    case .linked:
      guard let node = names[operation.name] else { throw UnknownFile(operation: operation) }
      change(.add(operation.other, node), in: operation.other)
    case .unlinked, .folderRemoved: change(.remove(operation.name), in: operation.name)
    case .folderMade: change(.add(operation.name, Node(isFolder: true)), in: operation.name)
    case .sent: break
    }
  }

  private func node(_ operation: Trace.Operation) throws -> Node {
    guard let node = numbers[operation.file] else { throw UnknownFile(operation: operation) }
    return node
  }

  private func change(_ change: NameChange, in path: String) {
    version += 1
    Disk.apply(change, to: &names)
    pendingNames[Disk.parent(path), default: []].append(change)
  }

  private static func apply(_ change: NameChange, to names: inout [String: Node]) {
    switch change {
    case .add(let name, let node): names[name] = node
    case .remove(let name): names[name] = nil
    // A file that never got its first name cannot be renamed: folders lose the end of their changes, never the middle.
    case .move(let old, let new): names[new] = names.removeValue(forKey: old)
    }
  }

  static func parent(_ path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
  }
}

extension Disk.Node {
  fileprivate func change(_ change: Disk.Change, _ trace: [UInt8]) {
    pending.append(change)
    Disk.apply(change, to: &now, trace)
  }

  fileprivate func settle(_ trace: [UInt8]) {
    for change in pending { Disk.apply(change, to: &safe, trace) }
    pending = []
  }
}

extension Disk {
  /// What is on a disk when the power has come back.
  enum Power {
    /// Everything: the program was killed, or the system wrote in time.
    case all
    /// Only what was made safe, bytes and names.
    case floor
    /// All names, and of the bytes only those that were made safe: a new file is empty.
    case names
    /// Of every folder the first few changes since it was safe; of every file each sector of 512 bytes written since
    /// then or not, in any order; what was being written at that moment up to any byte.
    case chance(SeededRandom, writing: Trace.Operation?)
  }

  /// Returns what is on the disk below these folders, by path.
  func contents(_ power: Power, of folders: [String]) -> [(path: String, bytes: [UInt8]?)] {
    var dice = SeededRandom(seed: 0)
    var names = names
    var writing: Trace.Operation?
    switch power {
    case .all, .names: break
    case .floor: names = safeNames
    case .chance(let given, let operation):
      dice = given
      writing = operation
      names = safeNames
      for folder in pendingNames.keys.sorted() {
        let changes = pendingNames[folder]!
        for change in changes.prefix(dice.below(changes.count + 1)) { Disk.apply(change, to: &names) }
      }
    }
    let chosen = names.filter { name in folders.contains { name.key.hasPrefix($0 + "/") || name.key == $0 } }
    return chosen.keys.sorted().compactMap { path in
      // What is in a folder without a name is lost with it.
      var folder = Disk.parent(path)
      while folder.count > root.count {
        if names[folder] == nil { return nil }
        folder = Disk.parent(folder)
      }
      let node = chosen[path]!
      if node.isFolder { return (path, nil) }
      return switch power {
      case .all: (path, node.now)
      case .floor, .names: (path, node.safe)
      case .chance: (path, bytes(of: node, writing, &dice))
      }
    }
  }

  private func bytes(of node: Node, _ writing: Trace.Operation?, _ dice: inout SeededRandom) -> [UInt8] {
    var bytes = node.safe
    // The length of a file changes in order: after a truncation that was lost, nothing was kept.
    let share = [10, 50, 90][dice.below(3)]
    for change in node.pending {
      switch change {
      case .cut:
        guard dice.below(100) < share else { return bytes }
        Disk.apply(change, to: &bytes, trace)
      case .write(let place, let data):
        var at = 0
        while at < data.count {
          let next = min(data.count, (place + at) / 512 * 512 + 512 - place)
          if dice.below(100) < share {
            Disk.apply(
              .write(at: place + at, data.lowerBound + at..<data.lowerBound + next), to: &bytes, trace)
          }
          at = next
        }
      }
    }
    if let writing, writing.kind == .written, numbers[writing.file] === node {
      let length = dice.below(writing.data.count + 1)
      Disk.apply(.write(at: writing.place, writing.data.prefix(length)), to: &bytes, trace)
    }
    return bytes
  }

  fileprivate static func apply(_ change: Change, to bytes: inout [UInt8], _ trace: [UInt8]) {
    switch change {
    case .cut(let length):
      if length < bytes.count { bytes.removeLast(bytes.count - length) } else { grow(&bytes, length) }
    case .write(let place, let data):
      grow(&bytes, place + data.count)
      bytes.withUnsafeMutableBytes { target in
        trace.withUnsafeBytes { source in
          guard !data.isEmpty else { return }
          memcpy(target.baseAddress! + place, source.baseAddress! + data.lowerBound, data.count)
        }
      }
    }
  }

  private static func grow(_ bytes: inout [UInt8], _ length: Int) {
    if bytes.count < length { bytes += [UInt8](repeating: 0, count: length - bytes.count) }
  }
}

struct UnknownFile: Error {
  let operation: Trace.Operation
}
