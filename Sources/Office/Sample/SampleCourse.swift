import Records

/// The course of a sample incoming document: steps, each with the working day on which it is done.
struct SampleCourse {
  enum Step {
    case submit
    /// To a lead unit, with that many working days; `nil`: for information only.
    case route(days: Int?)
    /// The same, with a due date: provides overdue documents and documents due today in the last weeks.
    case routeDue(Day)
    case progress
    case settle(withAnswer: Bool)
    case sendBack
    case correct
    case void
  }

  var steps: [(day: Int, step: Step)]

  /// Returns the course of an ordinary document that arrived on working day `day`.
  ///
  /// However much an office receives, it does not keep more documents open than its staff can work on: the more arrive
  /// per day, the smaller the share that is more than a note to pass on.
  static func ordinary(from day: Int, perDay: Double, _ random: inout SampleRandom) -> SampleCourse {
    if random.chance(0.003) { return SampleCourse(steps: [(day, .sendBack)]) }
    if random.chance(0.001) { return SampleCourse(steps: [(day, .void)]) }
    var steps: [(day: Int, step: Step)] = []
    let slow = min(0.3, 15 / perDay)
    var day = day
    if random.chance(0.006) { steps.append((day, .correct)) }
    if random.chance(0.6) {
      if random.chance(slow) { day += 1 }
      steps.append((day, .submit))
    }
    if random.chance(slow) { day += 1 }
    if random.chance(min(0.6, 22 / perDay)) {
      let days = [3, 5, 5, 7, 10, 15][random.below(6)]
      steps.append((day, .route(days: days)))
      let taken = max(
        1, Int(Double(days) * (random.chance(0.08) ? 1.1 + random.unit() * 0.6 : 0.2 + random.unit() * 0.8)))
      if taken > 2, random.chance(0.5) { steps.append((day + taken / 2, .progress)) }
      steps.append((day + taken, .settle(withAnswer: random.chance(0.45))))
    } else if random.chance(0.5) {
      steps.append((day, .route(days: 5)))
      steps.append((day, .settle(withAnswer: random.chance(0.1))))
    } else {
      steps.append((day, .route(days: nil)))
    }
    return SampleCourse(steps: steps)
  }

  /// Returns the course of one of the office's last documents, chosen so that every need of the inbox occurs.
  ///
  /// - Parameter after: how many documents arrive after this one.
  static func last(_ after: Int, from day: Int, arrivedOn arrival: Day, today: Day) -> SampleCourse? {
    let calendar = WorkingCalendar.shipped
    func due(_ days: Int) -> SampleCourse {
      let due = max(arrival, calendar.adding(workingDays: days, to: today))
      let progress = after.isMultiple(of: 2) ? [(day, Step.progress)] : []
      return SampleCourse(steps: [(day, .routeDue(due))] + progress)
    }
    switch after {
    case 0..<3: return SampleCourse(steps: [])
    case 3..<6: return SampleCourse(steps: [(day, .submit)])
    case 6..<9: return due(0)
    case 9..<14: return due(-(after - 8))
    case 14..<20: return due(after - 13)
    default: return nil
    }
  }
}
