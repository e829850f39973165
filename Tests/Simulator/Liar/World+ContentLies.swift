import Exchange
import FoundationEssentials
import Records

/// Lies about contents.
extension World {
  /// References a content of others in a document of its own, requests it, and requests all others as well. With each
  /// it references one that nobody has: whatever the hub says of the two must be the same. It has sent nothing about
  /// either before: another size, or bytes of its own, would show in what the hub requests.
  func readByHash(_ liar: Liar) throws {
    let known = contents().filter { !$0.value.holders.contains(liar.organ) }.keys.sorted {
      $0.description < $1.description
    }
    guard let hash = liar.chance.pick(from: known.filter { !liar.hasNamed($0) }), let size = contents()[hash]?.size,
      size > 0
    else { return }
    let unknown = Hash256(of: liar.chance.bytes(16))
    liar.twins.append((hash, unknown))
    let files = [liar.file(hash, size), liar.file(unknown, size)]
    let issued = try liar.issue(
      liar.document(self, name: ownName(liar)), in: self, files: liar.chance.one(in: 2) ? files : nil)
    for file in files { try liar.write(.attached(.init(document: issued.reference, file: file)), in: self) }
    let wanted = ([hash, unknown] + known.prefix(20)).map { Want(file: $0, pieces: 1, missing: [0]) }
    try exchange(liar, nil, liar.news() + [.wants(wanted)])
    try exchange(liar, nil, [.wants(wanted)])
    if liar.chance.one(in: 3) {
      // A few bytes of both, so that the rest may seem to be under way: the hub states what it received from this
      // station itself.
      let twins = Set(liar.twins.flatMap { [$0.known, $0.unknown] })
      try exchange(liar, nil, pieces(liar) { twins.contains($0) ? [0] : nil } + [.wants(wanted)])
    }
    checkTwins(liar)
  }

  func sendWrongBytes(_ liar: Liar) throws {
    let known = contents().keys.sorted { $0.description < $1.description }
    let hash = liar.chance.one(in: 2) ? liar.chance.pick(from: known) : nil
    let (file, size) = hash.map { ($0, contents()[$0]!.size) } ?? (Hash256(of: liar.chance.bytes(9)), 700)
    guard size > 0 else { return }
    let issued = try liar.issue(liar.document(self, name: ownName(liar)), in: self)
    for file in liar.together(file) {
      try liar.write(.attached(.init(document: issued.reference, file: liar.file(file, size))), in: self)
      liar.spoilt.insert(file)
    }
    try exchange(liar)
    for _ in 0..<2 {
      let bytes = liar.chance.bytes(min(size, Piece.most))
      try exchange(liar, nil, pieces(liar) { liar.spoilt.contains($0) ? bytes : nil })
    }
  }

  func nameAbsurdSizes(_ liar: Liar) throws {
    let issued = try liar.issue(liar.document(self, name: ownName(liar)), in: self)
    let known = contents().keys.sorted { $0.description < $1.description }
    let large = liar.chance.one(in: 4) ? StoredFile.longestCarried : 70_000_000
    for size in [0, -1, 1, large, StoredFile.longestCarried + 1, .max] where liar.chance.one(in: 3) {
      let hash = liar.chance.one(in: 2) ? liar.chance.pick(from: known) : nil
      let file = hash ?? Hash256(of: liar.chance.bytes(9))
      for file in liar.together(file) {
        try liar.write(.attached(.init(document: issued.reference, file: liar.file(file, size))), in: self)
      }
    }
    try exchange(liar)
    try exchange(liar, nil, pieces(liar) { _ in liar.chance.bytes(100) })
  }
}
