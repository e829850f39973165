import Glibc

// Figures of an exchange, for `make bench-sync`:
//
//   SyncFigures lines PROGRAMS             an exchange through a proxy, where the machine allows no namespaces
//   SyncFigures hub PROGRAMS [OFFICES]     what a hub takes in a second, and a night of many offices
//   SyncFigures strangers PROGRAMS         what a station feels of those who hold places at the hub's door
//   SyncFigures register FOLDER OFFICE     the documents of a workload into an office's file

let words = Array(CommandLine.arguments.dropFirst())
switch (words.first, words.count) {
case ("lines", 2):
  let hub = try ServedHub(words[1])
  defer { hub.stop() }
  try LineFigures(hub).print()
case ("hub", 2...3):
  let hub = try ServedHub(words[1])
  defer { hub.stop() }
  try HubFigures(hub, offices: words.count == 3 ? Int(words[2]) ?? 200 : 200).print()
case ("strangers", 2):
  let hub = try ServedHub(words[1])
  defer { hub.stop() }
  try StrangerFigures(hub).print()
case ("register", 3):
  print(try WorkloadOffice.register(words[1], in: words[2]))
default:
  print("usage: SyncFigures lines PROGRAMS | hub PROGRAMS [OFFICES] | strangers PROGRAMS | register FOLDER OFFICE")
  exit(2)
}
