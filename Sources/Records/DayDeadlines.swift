/// The time limits of Decree 30/2020/NĐ-CP on clerical work, each with its article.

/// Registering what arrived: the same day, at the latest the next working day; urgent at once (Art. 4.2.c).
public func registrationDeadline(for urgency: Urgency, arrivedOn day: Day, in calendar: WorkingCalendar) -> Day {
  sameOrNextWorkingDay(urgency, day, calendar)
}

/// Submitting what arrived to the leader: the same day, at the latest the next working day; urgent at once (Art. 23.1).
public func submissionDeadline(for urgency: Urgency, arrivedOn day: Day, in calendar: WorkingCalendar) -> Day {
  sameOrNextWorkingDay(urgency, day, calendar)
}

/// Telling the sender that an electronic document arrived: the same day (Art. 21.2.c).
public func acknowledgementDeadline(arrivedOn day: Day) -> Day { day }

/// Giving a paper document its number after signature: at the latest the next working day (Art. 15.2).
public func numberingDeadline(signedOn day: Day, in calendar: WorkingCalendar) -> Day {
  calendar.nextWorkingDay(after: day)
}

/// Issuing a document: the day it was signed, at the latest the next working day; urgent at once (Art. 18.1).
///
/// One that goes electronically to another agency must be sent by the *morning* of that day (Decision 28/2018/QĐ-TTg Art. 6.2).
public func issueDeadline(for urgency: Urgency, signedOn day: Day, in calendar: WorkingCalendar) -> Day {
  sameOrNextWorkingDay(urgency, day, calendar)
}

/// Handing a case file to the archive: a year after the work ended; files of construction three months after the final account
/// (Art. 30.2).
public func archiveDeadline(endedOn day: Day, isConstruction: Bool = false) -> Day {
  day.adding(months: isConstruction ? 3 : 12)
}

private func sameOrNextWorkingDay(_ urgency: Urgency, _ day: Day, _ calendar: WorkingCalendar) -> Day {
  urgency == .routine ? calendar.nextWorkingDay(after: day) : day
}
