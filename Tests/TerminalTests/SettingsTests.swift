import Testing
import Themes

@testable import Terminal

private func refusal(_ body: () throws -> Void) -> SettingsError? {
  do {
    try body()
    return nil
  } catch { return error as? SettingsError }
}

@Test func aThemeSaysWhatRolesLookLike() throws {
  let theme = try Theme("# màu\n[roles]\r\ntitle = bright-white on #0000ff bold\ndanger = 9, underline\n", name: "t")
  #expect(theme.style(of: .title).foreground == .palette(15))
  #expect(theme.style(of: .title).background == .palette(21))
  #expect(theme.style(of: .title).bold)
  #expect(theme.style(of: .danger).foreground == .palette(9))
  #expect(theme.style(of: .normal) == Style())
}

@Test(arguments: [
  ("[roles]\ntitel = red", 2), ("[roles]\n\ntitle = rouge", 3), ("[rolls]", 1), ("title = red", 1),
  ("[roles]\ntitle = red\ntitle = blue", 3), ("[roles]\ntitle red", 2), ("[roles]\ntitle = 256", 2),
  ("[roles]\ntitle = #12345", 2), ("[roles]\ntitle = red on", 2), ("[roles]\n= red", 2),
]) func aWrongLineOfAThemeIsNamed(text: String, line: Int) throws {
  let error = try #require(refusal { _ = try Theme(text, name: "mau.colours") })
  #expect(error.line == line)
  #expect(error.words.vietnamese.hasPrefix("Tệp mau.colours, dòng \(line): "))
  #expect(error.words.vietnamese.hasSuffix("."))
}

@Test func aThemeDegradesToFewerColours() throws {
  let theme = try Theme(
    "[roles]\ntitle = #ffffff on #1a4f8b\ndim = bright-black\ndanger = #ff0000\naccent = blue on #0000cd", name: "t")
  let title = theme.appearance(of: .title, colours: 256)
  #expect(title.foreground >= 16 && title.background >= 16)
  for colours in [8, 16] {
    for role in Role.allCases {
      let appearance = theme.appearance(of: role, colours: colours)
      #expect(appearance.foreground < colours && appearance.background < colours)
      #expect(appearance.foreground == -1 || appearance.foreground != appearance.background)
    }
  }
  #expect(theme.appearance(of: .danger, colours: 8).foreground == 1)
  #expect(theme.appearance(of: .danger, colours: 8).style.bold)
  #expect(theme.appearance(of: .dim, colours: 8).foreground == 7)
}

@Test func withoutColoursTheMeaningStays() throws {
  let theme = try Theme("[roles]\nselected = black on white\nmarked = red underline\ndanger = red", name: "t")
  #expect(theme.appearance(of: .selected, colours: 0).style.reverse)
  #expect(theme.appearance(of: .marked, colours: 0).style.underline)
  #expect(theme.appearance(of: .danger, colours: 0).style.bold)
  #expect(theme.appearance(of: .selected, colours: 0).foreground == -1)
  let ordinary = Theme.plain.appearance(of: .normal, colours: 0).style
  for role in [Role.title, .selected, .marked, .warning, .danger, .input, .hintKey, .match] {
    #expect(Theme.plain.appearance(of: role, colours: 0).style != ordinary)
  }
}

@Test func coloursAreTheNearestOf256() {
  #expect(Colour("#ff0000") == .palette(196))
  #expect(Colour("#808080") == .palette(244))
  #expect(Colour("#000000") == .palette(16))
  #expect(Colour("#-12345") == nil)
  #expect(Colour("-1") == nil)
}

@Test func aKeyHasACommandOnItsScreenOrEverywhere() throws {
  let keys = try Keymap(
    "[everywhere]\nf1 = help\nq = quit\n[inbox]\nr = register\nenter = open\nR = register --paper\nq = back", name: "k")
  #expect(keys.command(for: .character("r"), on: "inbox") == "register")
  #expect(keys.command(for: .function(1), on: "inbox") == "help")
  #expect(keys.command(for: .character("q"), on: "inbox") == "back")
  #expect(keys.command(for: .character("q"), on: "card") == "quit")
  #expect(keys.command(for: .character("r"), on: "card") == nil)
  #expect(keys.keys(for: "register", on: "inbox") == [.character("r"), .character("R")])
  #expect(keys.keys(for: "quit", on: "inbox") == [])
  #expect(keys.bindings(on: "inbox").map(\.command) == ["register", "open", "register --paper", "back", "help"])
}

@Test func keysThatMeanSomethingInTheFileCanBeBound() throws {
  let keys = try Keymap("[a]\n= = equal\n[ = open\nhash = number\n? = help = more", name: "k")
  #expect(keys.command(for: .character("="), on: "a") == "equal")
  #expect(keys.command(for: .character("["), on: "a") == "open")
  #expect(keys.command(for: .character("#"), on: "a") == "number")
  #expect(keys.command(for: .character("?"), on: "a") == "help = more")
}

@Test func aUsersFileLiesOverTheShippedOne() throws {
  let shipped = try Keymap("[everywhere]\nq = quit\n[inbox]\nr = register\nx = drop", name: "default.keys")
  let own = try Keymap("[inbox]\nx =\nr = route\nn = register\n[everywhere]\nz = undo", name: "own.keys")
  let keys = shipped.layered(under: own)
  #expect(keys.command(for: .character("x"), on: "inbox") == nil)
  #expect(keys.command(for: .character("r"), on: "inbox") == "route")
  #expect(keys.keys(for: "register", on: "inbox") == [.character("n")])
  #expect(keys.command(for: .character("z"), on: "inbox") == "undo")
  #expect(keys.command(for: .character("q"), on: "inbox") == "quit")
}

@Test func anEmptyEntryTakesAKeyAwayOnOneScreenOnly() throws {
  let keys = try Keymap("[everywhere]\nq = quit\n[form]\nq =", name: "k")
  #expect(keys.command(for: .character("q"), on: "form") == nil)
  #expect(keys.command(for: .character("q"), on: "inbox") == "quit")
}

@Test(arguments: [
  ("[inbox]\nctrl-nope = x", 2), ("[inbox]\nj = a\nj = b", 3), ("j = a", 1), ("[inbux]\nj = a", 1), ("[inbox]\nj", 2),
  ("[inbox]\nenter = a\nreturn = b", 3),
]) func aWrongLineOfAKeyFileIsNamed(text: String, line: Int) throws {
  let error = try #require(refusal { _ = try Keymap(text, name: "phim.keys", screens: ["inbox"]) })
  #expect(error.line == line)
  #expect(error.words.english.hasPrefix("File phim.keys, line \(line): "))
}

@Test(arguments: Themes.colourThemes) func everyShippedThemeNamesEveryRole(name: String) throws {
  let bytes = try #require(Themes.colours(name))
  let text = String(decoding: bytes, as: UTF8.self)
  _ = try Theme(text, name: name)
  #expect(try SettingsFile(text, name: name).entries.map(\.key) == Role.allCases.map(\.rawValue))
}

@Test func noThemeNeedsColoursToSayWhatMatters() throws {
  for name in Themes.colourThemes {
    let theme = try Theme(String(decoding: Themes.colours(name)!, as: UTF8.self), name: name)
    let ordinary = theme.appearance(of: .normal, colours: 0).style
    for role in [Role.title, .selected, .marked, .warning, .danger, .hintKey, .match, .bar, .input] {
      #expect(theme.appearance(of: role, colours: 0).style != ordinary, "\(name): \(role)")
    }
  }
}
