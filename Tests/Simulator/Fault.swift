/// What can go wrong in the world, one kind at a time, so that a failing seed is shrunk by leaving kinds out.
public enum Fault: String, CaseIterable, Sendable {
  // The line.
  /// Nobody answers.
  case noLine
  /// The line breaks at any byte, on the way there or back.
  case cut
  /// It breaks for the station only: the hub goes on with a dead connection and gets the rest much later.
  case halfOpen
  /// A whole packet comes a second time, now or days later, behind newer ones.
  case repeated
  /// An answer of an earlier exchange comes in the place of today's.
  case staleAnswer
  /// A bit is turned over on the way.
  case corrupt

  // Sticks.
  case stick, stickLost, stickLate, stickTwice, stickOld

  // Machines.
  /// The PC of a clerk stops in the middle of an exchange, and what it had not written to the end is torn.
  case stationCrash
  case hubCrash
  /// The log of the data base is cut at any byte of what was being written.
  case torn
  /// An old copy of the file is put back without telling anybody.
  case oldCopy
  /// A backup is put back as the guide says.
  case restored
  /// The hub is put back from a backup of some days ago.
  case hubRestored
  /// A PC burns; another takes its place with nothing but a code.
  case lost
  /// The hub revokes a station, and lets it in again with new keys.
  case revoked
  /// No room for what others send.
  case diskFull
  /// No page more for the data base.
  case noPages
  /// The hub's disk is nearly full.
  case hubFull
  /// No page more for the hub's data base.
  case hubNoPages
  /// The clock of a PC is wrong: by minutes, by years, by fifty years.
  case clockWrong
  /// It jumps back and forth.
  case clockJumps

  // The world.
  /// A second station of an office.
  case secondStation
  /// Only so many bytes a night.
  case budget
  /// A station that was let in like the others lies: about all that a `Lie` names.
  case liar
}
