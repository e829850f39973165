import GRDB
import Glibc
import TestSupport
import Testing

@testable import Office

/// docs/internals/office.sql shows the tables of an office's file as they are today, whatever migrations made them.
struct SchemaFileTests {
  private static let path =
    #filePath.dropLast("Tests/OfficeTests/SchemaFileTests.swift".count) + "docs/internals/office.sql"

  private static let head = """
    -- The tables of an office's file as a file made today has them: Sources/Office/Schema and the migrations, one \
    after another.
    -- A test compares; write it again with VANTHU_RECORD=1 swift test --filter SchemaFileTests.
    --
    -- Shared, and never changed: journal, received. Made from them, and made again by verify to be compared: document \
    and what hangs on
    -- it. This station's own: station, hub, exchange and the like. Columns in quotation marks at the end of a table \
    came later.


    """

  @Test func theFileOfTheSchemaIsThatOfTheProgram() throws {
    let office = try Office.inMemory()
    let statements = try office.read { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT sql FROM sqlite_schema
          WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'grdb_%' AND name NOT LIKE 'search_%'
          ORDER BY tbl_name, type <> 'table', name
          """)
    }
    let text = SchemaFileTests.head + statements.map { $0 + ";\n" }.joined(separator: "\n")
    if getenv("VANTHU_RECORD") != nil {
      let file = fopen(String(SchemaFileTests.path), "w")!
      fputs(text, file)
      fclose(file)
    }
    #expect(text == String(decoding: TemporaryFolder.bytes(at: String(SchemaFileTests.path)), as: UTF8.self))
  }
}
