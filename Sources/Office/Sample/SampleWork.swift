import Records

/// The work of a sample office, day by day.
final class SampleWork {
  private let plan: SamplePlan
  private let days: SampleDays
  private let words: SampleWords
  private var documents: SampleDocuments
  private var random: SampleRandom
  /// The work to be done on each working day on documents of earlier days.
  private var agenda: [Int: [Case]] = [:]
  private var made = 0
  private var incomingLeft: Int
  private var outgoingLeft: Int
  /// The number of outgoing documents still to be made today.
  private var outgoingToday = 0
  private let secondsBetweenActs: Int64

  private enum Case {
    case incoming(DocumentLine, SampleCourse)
    case draft(DocumentLine, Document, [Recipient])
  }

  init(_ plan: SamplePlan) {
    self.plan = plan
    var random = SampleRandom(seed: plan.seed)
    words = SampleWords(commune: plan.profile.place.isEmpty ? "xã" : "xã " + plan.profile.place)
    days = SampleDays(plan, &random)
    documents = SampleDocuments(plan.profile, words, &random)
    self.random = random
    incomingLeft = plan.incoming
    outgoingLeft = plan.outgoing
    let actsADay = 4 * Double(plan.documents) / Double(days.days.count)
    secondsBetweenActs = Int64(max(1, min(90, 28_000 / max(1, actsADay))))
  }

  static func firstDay(_ plan: SamplePlan) -> Day { plan.today.adding(months: -12 * plan.years).adding(days: 1) }

  /// Returns half past seven on the first day, before anything is registered.
  static func beginning(_ plan: SamplePlan) -> ActContext {
    let day = firstDay(plan)
    return ActContext(clerk: SamplePlan.clerks[0], day: day, milliseconds: morning(of: day))
  }

  /// Returns 07:30 in Vietnam, in milliseconds since 1970.
  private static func morning(of day: Day) -> Int64 { Int64(day.ordinal) * 86_400_000 + 1_800_000 }

  /// Does the work day by day, in transactions of about two thousand documents.
  func perform(in office: Office, progress: (Int) throws -> Void) throws {
    var day = 0
    var context = SampleWork.beginning(plan)
    try office.act(context) { transaction in
      try transaction.nameClerk(SamplePlan.clerks[1])
      for (name, members) in documents.groups() { try transaction.nameGroup(name, members: members) }
    }
    while day < days.days.count {
      let mark = made + 2_000
      try office.act(context) { transaction in
        while day < days.days.count, made < mark {
          try work(day, transaction)
          day += 1
        }
        context = transaction.context
      }
      try progress(made)
    }
  }

  private func work(_ index: Int, _ transaction: OfficeTransaction) throws {
    let day = days.days[index]
    // Every third week the second clerk works instead of the first.
    let clerk = SamplePlan.clerks[index / 5 % 3 == 2 ? 1 : 0]
    transaction.context = ActContext(clerk: clerk, day: day, milliseconds: SampleWork.morning(of: day))
    outgoingToday = days.outgoing[index]
    for waiting in agenda.removeValue(forKey: index) ?? [] {
      switch waiting {
      case .incoming(let line, let course): try follow(course, line, index, transaction)
      case .draft(let draft, let document, let recipients):
        tick(transaction)
        var document = document
        document.issuedDate = day
        try transaction.issue(document, to: recipients, field: words.entry("field", &random), draft: draft)
      }
    }
    for _ in 0..<days.incoming[index] { try receive(index, transaction) }
    while outgoingToday > 0 { try send(index, transaction) }
  }

  private func receive(_ index: Int, _ transaction: OfficeTransaction) throws {
    tick(transaction)
    incomingLeft -= 1
    made += 1
    let day = days.days[index]
    var document = documents.incoming(on: day, &random)
    // The last documents always include urgent ones.
    if incomingLeft == 1 { document.urgency = .urgent } else if incomingLeft == 2 { document.urgency = .flash }
    let line = try transaction.register(document, arrivedOn: day)
    let course =
      SampleCourse.last(incomingLeft, from: index, arrivedOn: day, today: plan.today)
      ?? .ordinary(from: index, perDay: days.incomingPerDay, &random)
    try follow(course, line, index, transaction)
  }

  /// Does the steps that are due today, and notes the rest for their days.
  private func follow(
    _ course: SampleCourse, _ line: DocumentLine, _ index: Int, _ transaction: OfficeTransaction
  ) throws {
    var course = course
    var line = line
    while let (day, step) = course.steps.first {
      guard day <= index else {
        if day <= days.last { agenda[day, default: []].append(.incoming(line, course)) }
        return
      }
      course.steps.removeFirst()
      line = try perform(step, line, index, transaction)
    }
  }

  private func perform(
    _ step: SampleCourse.Step, _ line: DocumentLine, _ index: Int, _ transaction: OfficeTransaction
  ) throws -> DocumentLine {
    tick(transaction)
    let day = days.days[index]
    switch step {
    case .submit: return try transaction.submit(line, to: documents.head)
    case .route(let count):
      let due = count.map { WorkingCalendar.shipped.adding(workingDays: $0, to: day) }
      return try route(line, due: due, transaction)
    case .routeDue(let due): return try route(line, due: due, transaction)
    case .progress: return try transaction.progress(line, note: words.entry("progress", &random))
    case .settle(let withAnswer):
      guard withAnswer, outgoingToday > 0 else {
        return try transaction.settle(line, note: words.entry("settled", &random))
      }
      let answer = try issue(
        documents.answer(to: line, on: day, &random), to: [documents.sender(of: line)], transaction)
      return try transaction.settle(line, answer: answer)
    case .sendBack: return try transaction.sendBack(line, reason: words.entry("sentBack", &random))
    case .correct:
      return try transaction.correct(
        line, .pageAmount, to: String((line.document.pageAmount ?? 1) + 1), reason: "Đếm lại số trang")
    case .void: return try transaction.void(line, reason: words.entry("voided", &random))
    }
  }

  private func route(_ line: DocumentLine, due: Day?, _ transaction: OfficeTransaction) throws -> DocumentLine {
    let assignments = documents.assignments(due: due, &random)
    let instruction = due == nil && random.chance(0.5) ? nil : words.entry("instruction", &random)
    return try transaction.route(line, to: assignments, instruction: instruction, instructedBy: documents.head)
  }

  private func send(_ index: Int, _ transaction: OfficeTransaction) throws {
    let day = days.days[index]
    let document = documents.outgoing(on: day, &random)
    let recipients = documents.recipients(on: day, &random)
    let remains = outgoingLeft <= 16 && outgoingLeft.isMultiple(of: 2)
    if remains || random.chance(min(0.2, 4 / days.outgoingPerDay)) {
      tick(transaction)
      outgoingToday -= 1
      outgoingLeft -= 1
      made += 1
      var draft = try transaction.draft(document, to: recipients)
      if random.chance(0.2) {
        tick(transaction)
        draft = try transaction.redraft(draft, document, to: recipients)
      }
      if remains { return }
      if random.chance(0.03) {
        tick(transaction)
        try transaction.discard(draft)
        return
      }
      agenda[index + random.among(1...3), default: []].append(.draft(draft, document, recipients))
      return
    }
    let line = try issue(document, to: recipients, transaction)
    if random.chance(0.004) {
      tick(transaction)
      try transaction.void(line, reason: words.entry("voided", &random))
    }
  }

  private func issue(
    _ document: Document, to recipients: [Recipient], _ transaction: OfficeTransaction
  ) throws -> DocumentLine {
    tick(transaction)
    outgoingToday -= 1
    outgoingLeft -= 1
    made += 1
    return try transaction.issue(document, to: recipients, field: words.entry("field", &random))
  }

  /// Advances the clock between two acts.
  private func tick(_ transaction: OfficeTransaction) { transaction.context.milliseconds += 1_000 * secondsBetweenActs }
}
