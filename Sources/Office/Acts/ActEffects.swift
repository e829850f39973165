import Records

/// The effects of an act on the registers. An act may both make a line and change one: a document is issued at once, or
/// its draft is.
struct ActEffects {
  var onOffice: (any OfficeChange)?
  var onProvince: (any ProvinceChange)?
  var making: (any LineMaking)?
  var changing: (any LineChange)?
}

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
  func insert(_ id: Int64, as line: EntryReference, _ told: Told, into registers: Registers) throws -> Int64?
}

/// An act that changes an existing line.
///
/// The change depends on nothing but the line and the entry, so that a line can be rebuilt from its trail.
protocol LineChange: ActBody {
  /// Applies what this office did.
  func change(_ id: Int64, by entry: JournalEntry, in registers: Registers) throws
  /// Applies what another office did: with a document that it sent here, or with one of ours that it reads.
  func hear(_ id: Int64, by entry: JournalEntry, in registers: Registers) throws
}

extension LineChange where Self: StaysInOffice {
  /// Does nothing: no other office can write such an act.
  func hear(_ id: Int64, by entry: JournalEntry, in registers: Registers) throws {}
}

extension Act {
  /// The only list of acts in this module: a new act gets its line here.
  var effects: ActEffects {
    switch self {
    case .founded(let act): ActEffects(onOffice: act)
    case .clerkNamed(let act): ActEffects(onOffice: act)
    case .bookOpened(let act): ActEffects(onOffice: act)
    case .groupNamed(let act): ActEffects(onOffice: act)
    case .organNamed(let act): ActEffects(onOffice: act)
    case .calendarSet(let act): ActEffects(onOffice: act)
    case .senderMuted(let act): ActEffects(onOffice: act)
    case .epochBegun(let act): ActEffects(onOffice: act)
    case .numbersConfirmed(let act): ActEffects(onOffice: act)
    case .custodyHandedOver(let act): ActEffects(onOffice: act)
    case .custodyRecovered(let act): ActEffects(onOffice: act)
    case .organsListed(let act): ActEffects(onProvince: act)
    case .stationEnrolled(let act): ActEffects(onProvince: act)
    case .stationRevoked(let act): ActEffects(onProvince: act)
    case .registered(let act): ActEffects(making: act, changing: act)
    case .registeredProvisionally(let act): ActEffects(making: act)
    case .registerImported(let act): ActEffects(making: act)
    case .submitted(let act): ActEffects(changing: act)
    case .routed(let act): ActEffects(changing: act)
    case .progressed(let act): ActEffects(changing: act)
    case .settled(let act): ActEffects(changing: act)
    case .sentBack(let act): ActEffects(changing: act)
    case .drafted(let act): ActEffects(making: act)
    case .redrafted(let act): ActEffects(changing: act)
    case .issued(let act): ActEffects(making: act, changing: act)
    case .draftDiscarded(let act): ActEffects(changing: act)
    case .recalled(let act): ActEffects(changing: act)
    case .reported(let act): ActEffects(changing: act)
    case .corrected(let act): ActEffects(changing: act)
    case .voided(let act): ActEffects(changing: act)
    case .attached(let act): ActEffects(changing: act)
    case .detached(let act): ActEffects(changing: act)
    case .undone(let act): ActEffects(changing: act)
    }
  }
}
