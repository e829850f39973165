/// The time limits of Decree 30/2020/NĐ-CP on clerical work, each with its article.

/// Returns the day by which an arrived document must be registered: the same day, at the latest the next working day;
/// if urgent, at once (article 4.2c).
public func registrationDeadline(for urgency: Urgency, arrivedOn day: Day, in calendar: WorkingCalendar) -> Day {
  sameOrNextWorkingDay(urgency, day, calendar)
}

/// Returns the day by which an arrived document must be submitted to the head: the same day, at the latest the next
/// working day; if urgent, at once (article 23.1).
public func submissionDeadline(for urgency: Urgency, arrivedOn day: Day, in calendar: WorkingCalendar) -> Day {
  sameOrNextWorkingDay(urgency, day, calendar)
}

/// Returns the day by which the sender must be informed that an electronic document arrived: the same day (article
/// 21.2c).
public func acknowledgementDeadline(arrivedOn day: Day) -> Day { day }

/// Returns the day by which a signed paper document must get its number: at the latest the next working day (article
/// 15.2).
public func numberingDeadline(signedOn day: Day, in calendar: WorkingCalendar) -> Day {
  calendar.nextWorkingDay(after: day)
}

/// Returns the day by which a document must be issued: the day it was signed, at the latest the next working day; if
/// urgent, at once (article 18.1).
///
/// A document that goes electronically to another agency must be sent by the *morning* of that day (Decision
/// 28/2018/QĐ-TTg, article 6.2).
public func issueDeadline(for urgency: Urgency, signedOn day: Day, in calendar: WorkingCalendar) -> Day {
  sameOrNextWorkingDay(urgency, day, calendar)
}

/// Returns the day by which a case file must be handed to the archive: a year after the work ended; for construction
/// files three months after the final account (article 30.2).
public func archiveDeadline(endedOn day: Day, isConstruction: Bool = false) -> Day {
  day.adding(months: isConstruction ? 3 : 12)
}

private func sameOrNextWorkingDay(_ urgency: Urgency, _ day: Day, _ calendar: WorkingCalendar) -> Day {
  urgency == .routine ? calendar.nextWorkingDay(after: day) : day
}
