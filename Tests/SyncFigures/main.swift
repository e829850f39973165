import Glibc

// Measurements of an exchange, for `make bench-sync`:
//
//   SyncFigures lines PROGRAMS                         an exchange through a proxy, where namespaces are not allowed
//   SyncFigures hub PROGRAMS [OFFICES [ROUNDS]]        what a hub accepts in a second, and a night of many offices
//   SyncFigures packets PROGRAMS [OFFICES [ROUNDS]]    the first half of it, to compare two programs in turns
//   SyncFigures strangers PROGRAMS                     how strangers who occupy connections affect a station
//   SyncFigures keeping PROGRAMS [DOCUMENTS [SCANS [ELSEWHERE]]]    time to verify and back up a hub of 200 offices
//   SyncFigures register FOLDER OFFICE                 imports the documents of a workload into an office's file

let words = Array(CommandLine.arguments.dropFirst())
switch (words.first, words.count) {
case ("lines", 2):
  let hub = try ServedHub(words[1])
  defer { hub.stop() }
  try LineFigures(hub).print()
case ("hub", 2...4), ("packets", 2...4):
  let hub = try ServedHub(words[1])
  defer { hub.stop() }
  let numbers = words.dropFirst(2).map { Int($0) ?? 0 } + [0, 0]
  try HubFigures(hub, offices: numbers[0] > 0 ? numbers[0] : 200, rounds: numbers[1] > 0 ? numbers[1] : 5)
    .print(hasNights: words[0] == "hub")
case ("strangers", 2):
  let hub = try ServedHub(words[1])
  defer { hub.stop() }
  try StrangerFigures(hub).print()
case ("keeping", 2...5):
  let hub = try ServedHub(words[1])
  defer { hub.stop() }
  let numbers = words.dropFirst(2).map { Int($0) ?? 0 } + [0, 0]
  try KeepingFigures(
    hub, documents: numbers[0] > 0 ? numbers[0] : 1_000, scans: numbers[1], elsewhere: words.count > 4 ? words[4] : nil
  ).print()
case ("register", 3):
  print(try WorkloadOffice.register(words[1], in: words[2]))
default:
  print(
    "usage: SyncFigures lines PROGRAMS | hub|packets PROGRAMS [OFFICES [ROUNDS]]"
      + " | strangers PROGRAMS | keeping PROGRAMS [DOCUMENTS [SCANS [ELSEWHERE]]] | register FOLDER OFFICE"
  )
  exit(2)
}
