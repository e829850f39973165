// swift-tools-version:6.2
import PackageDescription

// The map of the program: which module may use which. An arrow points at what is used; dependencies of a dependency are
// not repeated.
//
//   vanthu-sync  ─► CommandWords, EdXML, Sync
//   vanthu       ─► Commands, Terminal
//   Commands     ─► CommandWords, Office, Themes
//   Terminal     ─► CNcurses, Vietnamese, Wording
//   vanthu-hub   ─► CommandWords, HubPage, HubServer
//   HubPage      ─► Hub, PageRequests
//   Hub          ─► Carriage, EdXML, RecordsSQL
//   HubServer    ─► DurableFile, PageRequests, Wording, NIOCore, NIOPosix, NIOHTTP1, NIOSSL
//   Sync         ─► Carriage, CCurl, Office
//   CommandWords ─► DurableFile, Records
//   EdXML        ─► Base64Coding, Records, CLibXML2, CZlib, CNettle
//   Carriage     ─► Base64Coding, DurableFile, Exchange
//   Exchange     ─► Records, CZstd, Crypto, CryptoExtras
//   Office       ─► ChildProcess, RecordsSQL, CNettle
//   RecordsSQL   ─► Records, GRDB
//   Records      ─► Vietnamese, Wording
//   ChildProcess ─► CChild, DurableFile
//
// The clerk's program links neither the network nor XML: vanthu-sync does both for it. `.ci/targets.sh map` prints this
// map; .ci/tidy.sh compares it, and the declared dependencies with the imported modules.

// All addresses are found when a program starts, and what they are kept in is closed to writing then (full RELRO).
let closed: [LinkerSetting] = [.unsafeFlags(["-Xlinker", "-z", "-Xlinker", "now"], .when(platforms: [.linux]))]

// As make builds the clerk's program, all it needs is linked into it, and it starts without a search for libraries;
// its addresses are still chosen anew at each start (static PIE). VANTHU_ALONE is the file to which the linker writes
// what it has linked. Such a program must have no run path, which --disable-local-rpath leaves out: make sets both.
// In a debug build libraries stay apart, so that tests can put theirs in between.
let alone: [LinkerSetting] =
  closed
  + (Context.environment["VANTHU_ALONE"].map { linked in
    [
      .unsafeFlags(
        [
          "-static-executable", "-Xclang-linker", "-static-pie", "-use-ld=lld", "-Xlinker", "-z", "-Xlinker",
          "pack-relative-relocs", "-Xlinker", "--dependency-file=\(linked)",
        ], .when(platforms: [.linux], configuration: .release))
    ]
  } ?? [])

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

let package = Package(
  name: "vanthu",
  products: [
    .executable(name: "vanthu", targets: ["vanthu"]),
    .executable(name: "vanthu-sync", targets: ["vanthu-sync"]),
    .executable(name: "vanthu-hub", targets: ["vanthu-hub"]),
    .library(name: "Vietnamese", targets: ["Vietnamese"]),
    .library(name: "ShiftedClock", type: .dynamic, targets: ["ShiftedClock"]),
    .library(name: "DiskTrace", type: .dynamic, targets: ["DiskTrace"]),
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
  ],
  targets: [
    // System libraries, as thin as they can be.
    .target(name: "CNcurses", linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    .systemLibrary(name: "CNettle", providers: [.apt(["nettle-dev"])]),
    .systemLibrary(name: "CZstd", providers: [.apt(["libzstd-dev"])]),
    .target(name: "CCurl", linkerSettings: [.linkedLibrary("curl")]),
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev", "pkgconf"])]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CVTerm", providers: [.apt(["libvterm-dev"])]),

    // The two languages of the program, and what a refusal is.
    .target(name: "Wording", swiftSettings: strict),
    .target(name: "Vietnamese", swiftSettings: strict),
    // The one way to make, read and replace a file, in every program.
    .target(name: "DurableFile", swiftSettings: strict),
    // Base64 of e-mail and of messages.
    .target(name: "Base64Coding", swiftSettings: strict),
    // Other programs that are started, confined where they read what strangers made.
    .target(name: "CChild"),
    .target(name: "ChildProcess", dependencies: ["CChild", "DurableFile"], swiftSettings: strict),
    .target(
      name: "Records", dependencies: ["Vietnamese", "Wording"],
      resources: [
        .embedInCode("Data/organs.tsv"), .embedInCode("Data/organs.index"), .embedInCode("Data/holidays.tsv"),
      ],
      swiftSettings: strict),
    // How the values of Records are stored in SQLite, at a station and at the hub.
    .target(
      name: "RecordsSQL", dependencies: ["Records", "Vietnamese", .product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: strict),
    .target(
      name: "Office",
      dependencies: [
        "ChildProcess", "DurableFile", "Records", "RecordsSQL", "Vietnamese", "Wording", "CNettle",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      resources: [
        .embedInCode("Schema/registers.sql"), .embedInCode("Schema/search.sql"),
        .embedInCode("Schema/deliveries.sql"), .embedInCode("Schema/sender.sql"), .embedInCode("Schema/clock.sql"),
        .embedInCode("Schema/custody.sql"),
        .embedInCode("Schema/givenUp.sql"), .embedInCode("Schema/places.sql"),
        .embedInCode("Schema/leases.sql"),
        .embedInCode("Sample/words.txt"),
      ],
      swiftSettings: strict),
    .target(
      name: "Exchange",
      dependencies: [
        "Records", "Vietnamese", "Wording", "CZstd",
        .product(name: "Crypto", package: "swift-crypto"), .product(name: "CryptoExtras", package: "swift-crypto"),
      ],
      exclude: ["Dictionaries/train.sh"], resources: [.embedInCode("Dictionaries/acts-1.dict")],
      swiftSettings: strict),
    // What sealed packets lie in when no line carries them: files, and letters as mail programs know them.
    .target(
      name: "Carriage", dependencies: ["Base64Coding", "DurableFile", "Exchange", "Records", "Wording"],
      swiftSettings: strict),
    .target(
      name: "EdXML",
      dependencies: ["Base64Coding", "Records", "Vietnamese", "Wording", "CLibXML2", "CZlib", "CNettle"],
      swiftSettings: strict),
    // The declaration of commands: parsing, help, manual and completion of every program.
    .target(
      name: "CommandWords", dependencies: ["DurableFile", "Records", "Vietnamese", "Wording"], swiftSettings: strict),
    // The station's side of an exchange, and what carries it.
    .target(
      name: "Sync",
      dependencies: [
        "Carriage", "CCurl", "DurableFile", "Office", "Exchange", "Records", "Wording",
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: strict),
    // What the hub's HTTP server passes to the page of the province.
    .target(name: "PageRequests", swiftSettings: strict),
    // The hub's HTTP server; it knows nothing of what is sent through it.
    .target(
      name: "HubServer",
      dependencies: [
        "DurableFile", "PageRequests", "Wording", .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"), .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ],
      swiftSettings: strict),
    .target(
      name: "Hub",
      dependencies: [
        "Carriage", "DurableFile", "EdXML", "Exchange", "Records", "RecordsSQL", "Vietnamese", "Wording",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Crypto", package: "swift-crypto"), .product(name: "CryptoExtras", package: "swift-crypto"),
      ],
      resources: [
        .embedInCode("Schema/hub.sql"), .embedInCode("Schema/page.sql"), .embedInCode("Schema/axis.sql"),
        .embedInCode("Schema/audit.sql"), .embedInCode("Schema/changes.sql"),
        .embedInCode("Schema/codes.sql"), .embedInCode("Schema/rollback.sql"),
        .embedInCode("Schema/allowances.sql"), .embedInCode("Schema/leases.sql"),
        .embedInCode("Schema/accounts.sql"), .embedInCode("Data/common-passwords.txt"),
      ], swiftSettings: strict),
    // The page of the province: what is asked in, HTML out; no sockets.
    .target(
      name: "HubPage",
      dependencies: [
        "Exchange", "Hub", "PageRequests", "Records", "Vietnamese", "Wording",
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "vanthu-hub",
      dependencies: [
        "CommandWords", "DurableFile", "Exchange", "Hub", "HubPage", "HubServer", "Records", "Wording",
      ],
      swiftSettings: strict, linkerSettings: closed),
    .target(name: "Terminal", dependencies: ["CNcurses", "Vietnamese", "Wording"], swiftSettings: strict),
    .target(
      name: "Themes", path: "Themes",
      resources: [
        .embedInCode("keys/default.keys"), .embedInCode("keys/vim.keys"),
        .embedInCode("colours/default.colours"), .embedInCode("colours/paper.colours"),
        .embedInCode("colours/high-contrast.colours"), .embedInCode("colours/mono.colours"),
      ],
      swiftSettings: strict),
    // What a clerk can have done, wherever it is asked for; it knows no screen.
    .target(
      name: "Commands",
      dependencies: [
        "ChildProcess", "CommandWords", "DurableFile", "Office", "Records", "Themes", "Vietnamese", "Wording",
      ], swiftSettings: strict),
    .executableTarget(
      name: "vanthu",
      dependencies: [
        "ChildProcess", "CommandWords", "Commands", "DurableFile", "Office", "Records", "Terminal", "Themes",
        "Vietnamese",
        "Wording",
      ],
      swiftSettings: strict, linkerSettings: alone),

    // What a clerk's program has done that needs a network or reads other programs' messages: `vanthu sync` runs it.
    .executableTarget(
      name: "vanthu-sync",
      dependencies: [
        "ChildProcess", "CommandWords", "DurableFile", "EdXML", "Exchange", "Office", "Records", "Sync", "Vietnamese",
        "Wording", .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: strict, linkerSettings: closed),

    // Shared by the tests of several modules; no program uses it.
    .target(name: "TestSupport", dependencies: ["Records"], path: "Tests/Support", swiftSettings: strict),
    // A hub with a clock and random numbers that a test controls, and stations and offices of its province.
    .target(
      name: "TestProvince",
      dependencies: [
        "Exchange", "Hub", "Office", "Records", "Sync", "TestSupport",
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      path: "Tests/TestProvince", swiftSettings: strict),
    // A pseudo-terminal with a screen behind it: how tests look at the real program.
    .target(name: "TerminalKit", dependencies: ["CVTerm"], path: "Tests/TerminalKit", swiftSettings: strict),
    .executableTarget(
      name: "TerminalDemo", dependencies: ["Terminal", "Wording"], path: "Tests/TerminalDemo", swiftSettings: strict),
    // How many bytes travel, and how fast: make bench-exchange.
    .executableTarget(
      name: "ExchangeFigures",
      dependencies: ["Exchange", "Records", .product(name: "Crypto", package: "swift-crypto")],
      path: "Tests/ExchangeFigures", swiftSettings: strict),
    // What is linked into the programs, from what the build has left behind: make sbom.
    .executableTarget(
      name: "sbom", dependencies: [.product(name: "Crypto", package: "swift-crypto")], path: "packaging/sbom",
      swiftSettings: strict),
    // Bytes and time of an exchange on good and bad lines: make bench-sync.
    .executableTarget(
      name: "SyncFigures", dependencies: ["BadLine", "Exchange", "Office", "Records", "Sync"],
      path: "Tests/SyncFigures", swiftSettings: strict),
    // A line as in the mountains, for tests and figures.
    .target(name: "BadLine", dependencies: ["TestSupport"], path: "Tests/BadLine", swiftSettings: strict),
    // Makes the clock of a program wrong, for tests of the real programs.
    .target(name: "ShiftedClock", path: "Tests/ShiftedClock"),
    // Writes down what a program does to the disk, and a crash at each of these places: docs/simulator.md.
    .target(name: "DiskTrace", path: "Tests/DiskTrace"),
    .testTarget(
      name: "CrashTests",
      dependencies: [
        "vanthu", "vanthu-sync", "vanthu-hub", "Exchange", "Hub", "Office", "Records", "RecordsSQL", "Sync",
        "TestProvince", "TestSupport", "Wording", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      exclude: ["Mutants", "mutants.sh"]),
    // A hub, offices and everything that goes wrong between them, from one seed: docs/simulator.md.
    .target(
      name: "Simulator",
      dependencies: [
        "Exchange", "Hub", "Office", "Records", "RecordsSQL", "Sync", "TestSupport", "Wording",
        .product(name: "GRDB", package: "GRDB.swift"), .product(name: "Crypto", package: "swift-crypto"),
      ],
      path: "Tests/Simulator", exclude: ["mutants.sh", "worlds.sh", "Mutants"], swiftSettings: strict),
    .executableTarget(name: "simulate", dependencies: ["Simulator"], path: "Tests/Simulate", swiftSettings: strict),
    .testTarget(name: "SimulatorTests", dependencies: ["Simulator"]),
    // What knocks at every place where the program takes what others send: docs/fuzzing.md.
    .target(
      name: "Fuzzing",
      dependencies: [
        "Carriage", "EdXML", "Exchange", "Hub", "HubPage", "HubServer", "Office", "PageRequests", "Records", "Sync",
        "TestProvince", "TestSupport", "Wording",
        .product(name: "GRDB", package: "GRDB.swift"), .product(name: "Crypto", package: "swift-crypto"),
      ],
      path: "Tests/Fuzzing", swiftSettings: strict),
    .executableTarget(name: "fuzz", dependencies: ["Fuzzing"], path: "Tests/Fuzz", swiftSettings: strict),
    .testTarget(name: "FuzzTests", dependencies: ["Fuzzing"]),
    .testTarget(name: "Base64CodingTests", dependencies: ["Base64Coding", "TestSupport"]),
    .testTarget(name: "DurableFileTests", dependencies: ["DurableFile", "TestSupport"]),
    .testTarget(name: "ChildProcessTests", dependencies: ["ChildProcess", "TestSupport"]),
    .testTarget(
      name: "SyncTests",
      dependencies: [
        "Carriage", "DurableFile", "Exchange", "Hub", "Office", "Records", "Sync", "TestProvince", "TestSupport",
        "Wording",
        .product(name: "GRDB", package: "GRDB.swift"), .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .testTarget(
      name: "CarriageTests", dependencies: ["Carriage", "DurableFile", "Exchange", "Records", "TestSupport"],
      exclude: ["Golden"]),
    .testTarget(
      name: "ProvinceTests",
      dependencies: [
        "vanthu", "vanthu-sync", "vanthu-hub", "BadLine", "CommandWords", "DurableFile", "EdXML", "Exchange", "Hub",
        "Office", "Records", "Sync", "TestSupport", .product(name: "GRDB", package: "GRDB.swift"),
      ], exclude: ["Golden"]),
    .testTarget(
      name: "WireTests", dependencies: ["BadLine", "HubServer", "PageRequests", "Sync", "TestSupport", "Wording"]),
    .testTarget(name: "VietnameseTests", dependencies: ["TestSupport", "Vietnamese"], exclude: ["Vectors"]),
    .testTarget(
      name: "RecordsTests", dependencies: ["Records", "TestSupport", "Vietnamese"],
      exclude: ["Organs/agencies.tsv", "Organs/communes.tsv", "Organs/former-communes.tsv"]),
    .testTarget(
      name: "OfficeTests",
      dependencies: [
        "ChildProcess", "DurableFile", "Office", "Records", "RecordsSQL", "TestSupport", "Vietnamese", "Wording",
        .product(name: "GRDB", package: "GRDB.swift"),
      ], exclude: ["Golden"]),
    .testTarget(
      name: "ExchangeTests",
      dependencies: ["Exchange", "Records", "TestSupport", "CZstd", .product(name: "Crypto", package: "swift-crypto")],
      exclude: ["Golden"]),
    .testTarget(
      name: "EdXMLTests", dependencies: ["Base64Coding", "EdXML", "Records", "TestSupport", "Wording"],
      exclude: ["Golden"]),
    .testTarget(
      name: "HubTests",
      dependencies: [
        "vanthu-hub", "Carriage", "CommandWords", "EdXML", "Exchange", "Hub", "Records", "TestProvince", "TestSupport",
        "Wording",
        .product(name: "GRDB", package: "GRDB.swift"), .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .testTarget(
      name: "HubPageTests",
      dependencies: [
        "Exchange", "Hub", "HubPage", "PageRequests", "Records", "TestProvince",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Crypto", package: "swift-crypto"), .product(name: "CryptoExtras", package: "swift-crypto"),
      ]),
    .testTarget(
      name: "TerminalTests", dependencies: ["TerminalDemo", "Terminal", "TerminalKit", "Themes", "Vietnamese"]),
    .testTarget(
      name: "VanthuTests",
      dependencies: [
        "vanthu", "vanthu-hub", "vanthu-sync", "sbom", "CommandWords", "Commands", "DurableFile", "Exchange",
        "Office", "Records", "Sync", "Terminal", "TerminalKit", "TestProvince", "TestSupport", "Themes", "Vietnamese",
        "Wording",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
  ],
  swiftLanguageModes: [.v6])

// VANTHU_TESTS=HubTests,SyncTests builds and runs these test targets alone; the others are left out (HACKING.md).
if let chosen = Context.environment["VANTHU_TESTS"]?.split(separator: ",").map(String.init) {
  package.targets.removeAll { $0.isTest && !chosen.contains($0.name) }
}
