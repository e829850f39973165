import Records

/// The documents of a sample office: what comes in, what goes out, and to which recipients.
struct SampleDocuments {
  private let profile: OfficeProfile
  private let words: SampleWords
  private var agencies: SampleAgencies
  private let units: [String]
  private let unitChance: Weighted
  private let signers: [Signer]
  private let villages: [String]
  private let associations: [String]

  /// The head, who gives the instructions.
  var head: String { signers[0].display }

  init(_ profile: OfficeProfile, _ words: SampleWords, _ random: inout SampleRandom) {
    self.profile = profile
    self.words = words
    agencies = SampleAgencies(writingTo: profile.place.isEmpty ? profile.name : profile.place, words, &random)
    units = words.entries("unit")
    unitChance = .zipf(units.count)
    signers = ["Chủ tịch", "Phó Chủ tịch", "Phó Chủ tịch"].map { Signer(position: $0, fullName: words.person(&random)) }
    villages = words.entries("village")
    associations = words.entries("association")
  }

  /// Returns the groups of recipients.
  func groups() -> [(name: String, members: [Recipient])] {
    func members(_ names: some Sequence<String>, _ group: String) -> [Recipient] {
      names.map { Recipient(name: $0, group: group) }
    }
    return [
      ("Các xóm", members(villages.prefix(12).map { "Xóm \($0)" }, "Các xóm")),
      ("Các ban, ngành, đoàn thể xã", members(units.prefix(6) + associations, "Các ban, ngành, đoàn thể xã")),
    ]
  }

  mutating func incoming(on day: Day, _ random: inout SampleRandom) -> Document {
    let issued = day.adding(days: -[0, 1, 1, 2, 2, 3, 4, 5, 7, 10][random.below(10)])
    if random.chance(0.04) { return petition(issued, &random) }
    let (organ, signer) = agencies.draw(on: issued, &random)
    let typeName = SampleAgencies.typeName(of: organ, words, &random)
    let code = agencies.code(organ, typeName, on: issued, field: words.entry("field", &random), &random)
    return Document(
      code: code, organName: organ.name, organID: organ.id, issuedDate: issued, typeName: typeName,
      subject: words.subject(typeName, on: issued, &random), urgency: urgency(&random), signer: signer,
      pageAmount: pages(&random), note: random.chance(0.06) ? words.entry("note", &random) : nil)
  }

  /// Draws a citizen's letter, which has no number.
  private func petition(_ day: Day, _ random: inout SampleRandom) -> Document {
    let person = words.person(&random)
    return Document(
      code: "", organName: person, issuedDate: day, typeName: "Đơn đề nghị",
      subject: words.subject("Đơn đề nghị", on: day, &random), signer: Signer(fullName: person),
      pageAmount: random.among(1...2))
  }

  func outgoing(on day: Day, _ random: inout SampleRandom) -> Document {
    let typeName = words.entry("type", &random)
    return own(typeName, words.subject(typeName, on: day, &random), day, &random)
  }

  func answer(to line: DocumentLine, on day: Day, _ random: inout SampleRandom) -> Document {
    let document = line.document
    let what = document.code.isEmpty ? "đơn" : "\(document.typeName) số \(document.code)"
    return own(
      "Công văn", "V/v trả lời \(what) ngày \(document.issuedDate.display) của \(document.organName)", day, &random)
  }

  private func own(_ typeName: String, _ subject: String, _ day: Day, _ random: inout SampleRandom) -> Document {
    Document(
      code: "", organName: profile.name, issuedDate: day, typeName: typeName, subject: subject,
      urgency: urgency(&random),
      signer: signers[[0, 0, 1, 2][random.below(4)]], pageAmount: pages(&random), issuedAmount: random.among(1...20))
  }

  func sender(of line: DocumentLine) -> Recipient {
    Recipient(name: line.document.organName, organID: line.document.organID)
  }

  func recipients(on day: Day, _ random: inout SampleRandom) -> [Recipient] {
    if random.chance(0.05) { return groups()[random.below(2)].members }
    var recipients: [Recipient] = []
    for _ in 0..<[1, 1, 1, 2, 2, 3][random.below(6)] {
      let name = random.chance(0.3) ? nil : agencies.draw(on: day, &random).organ
      let recipient = Recipient(name: name?.name ?? unit(&random), organID: name?.id)
      if !recipients.contains(recipient) { recipients.append(recipient) }
    }
    return recipients
  }

  /// Draws a lead unit with its due date, sometimes with other units; without a due date, for information.
  func assignments(due: Day?, _ random: inout SampleRandom) -> [Assignment] {
    let first = unit(&random)
    var assignments = [Assignment(unit: first, role: due == nil ? .forInformation : .lead, dueDate: due)]
    if random.chance(0.25), case let other = unit(&random), other != first {
      assignments.append(Assignment(unit: other, role: due == nil ? .forInformation : .cooperating))
    }
    return assignments
  }

  private func unit(_ random: inout SampleRandom) -> String { units[unitChance.draw(&random)] }

  private func urgency(_ random: inout SampleRandom) -> Urgency {
    switch random.below(100) {
    case 0..<11: .urgent
    case 11..<15: .veryUrgent
    case 15..<17: .flash
    default: .routine
    }
  }

  private func pages(_ random: inout SampleRandom) -> Int {
    [1, 1, 2, 2, 2, 3, 3, 4, 5, 6, 8, 12, 20, 35][random.below(14)]
  }
}
