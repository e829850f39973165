import Foundation

// Prints what is linked into each program, as CycloneDX (https://cyclonedx.org), from the files of the build; uses no
// network.
//
//   sbom .build/release > vanthu.cdx.json

guard CommandLine.arguments.count == 2 else {
  FileHandle.standardError.write(Data("usage: sbom BUILD-FOLDER, as sbom .build/release\n".utf8))
  exit(2)
}
do {
  let bill = try Bill(of: Build(CommandLine.arguments[1]))
  FileHandle.standardOutput.write(try bill.json() + Data("\n".utf8))
} catch {
  FileHandle.standardError.write(Data("sbom: \(error)\n".utf8))
  exit(1)
}
