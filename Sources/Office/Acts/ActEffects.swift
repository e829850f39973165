import Records

// The effect of an act on the registers is defined beside its verb, by one of these protocols. An act may have two of
// them: a document is issued at once, or its draft is. A test finds an act that has none (ActEffectsTests).

/// An act about the office itself: who acts there, its books, groups, agencies, calendar.
protocol OfficeChange: OfficeAct {
  /// Applies the act to the registers, whatever was applied before.
  ///
  /// - Returns: the lines that were added, removed or changed.
  func apply(_ entry: JournalEntry, to registers: Registers) throws -> [Int64]
}

/// An act in which the hub describes the province.
protocol ProvinceChange: OfficeAct {
  func apply(to registers: Registers) throws
}

/// An act that puts a line into a register.
protocol LineMaking: LineAct {
  /// - Parameters:
  ///   - id: the line's identifier in this file.
  ///   - line: the line's permanent name.
  /// - Returns: the reserved line whose number the new line has taken, if there was one.
  func insert(_ id: Int64, as line: EntryReference, _ sourced: SourcedEntry, into registers: Registers) throws -> Int64?
}

/// An act that changes an existing line.
///
/// The change depends on nothing but the line and the entry, so that a line can be rebuilt from its trail.
protocol LineChange: ActBody {
  /// Applies what this office did.
  func change(_ id: Int64, by entry: JournalEntry, in registers: Registers) throws
  /// Applies what another office did, where the act's effect is that it changes the line (`TravellingAct.effect`): with
  /// a document that it sent here, or with one of ours that it reads.
  func applyForeign(_ id: Int64, by entry: JournalEntry, in registers: Registers) throws
  /// Applies what the sender did after the document was registered here, and this office has agreed to.
  func applyAgreed(_ id: Int64, in registers: Registers) throws
}

extension LineChange {
  /// Does nothing: its effect is nowhere that it changes the line.
  func applyForeign(_ id: Int64, by entry: JournalEntry, in registers: Registers) throws {}
  func applyAgreed(_ id: Int64, in registers: Registers) throws {}
}

extension Act {
  var onOffice: (any OfficeChange)? { body as? any OfficeChange }
  var onProvince: (any ProvinceChange)? { body as? any ProvinceChange }
  var making: (any LineMaking)? { body as? any LineMaking }
  var changing: (any LineChange)? { body as? any LineChange }
}
