/// What can go wrong in the world, one kind at a time, so that a failing seed can be shrunk by leaving out kinds.
public enum Fault: String, CaseIterable, Sendable {
  // The connection.
  /// There is no answer.
  case noLine
  /// The connection breaks at any byte, on the way there or back.
  case cut
  /// It breaks for the station only: the hub continues with a dead connection and gets the rest much later.
  case halfOpen
  /// A complete packet arrives a second time, now or days later, after newer ones.
  case repeated
  /// An answer of an earlier exchange arrives instead of today's.
  case staleAnswer
  /// A bit is flipped on the way.
  case corrupt

  // Sticks.
  case stick, stickLost, stickLate, stickTwice, stickOld

  // Machines.
  /// The PC of a clerk stops in the middle of an exchange, and an unfinished write is torn.
  case stationCrash
  case hubCrash
  /// The log of the database is cut at any byte of what was being written.
  case torn
  /// An old copy of the file replaces it without being reported.
  case oldCopy
  /// A backup is restored as the guide says.
  case restored
  /// The hub is restored from a backup of some days ago.
  case hubRestored
  /// A PC burns; another replaces it with nothing but a code.
  case lost
  /// A PC is replaced in the same way, and works on.
  case replacedLives
  /// The hub revokes a station, and admits it again with new keys.
  case revoked
  /// No space for what others send.
  case diskFull
  /// No further page for the database.
  case noPages
  /// The hub's disk is nearly full.
  case hubFull
  /// No further page for the hub's database.
  case hubNoPages
  /// The clock of a PC is wrong: by minutes, by years, by fifty years.
  case clockWrong
  /// It jumps back and forth.
  case clockJumps

  // The world.
  /// A second station of an office.
  case secondStation
  /// A limited number of bytes per night.
  case budget
  /// A station that was enrolled like the others lies: in every way that a `Lie` names.
  case liar
}
