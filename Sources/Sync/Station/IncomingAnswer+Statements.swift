import Exchange
import Office
import Records

extension IncomingAnswer {
  /// Receives a delivery receipt. It proves itself; what the hub did not sign is passed over.
  func receive(_ frame: StatementFrame) throws {
    switch frame {
    case .asked: break
    case .given(let statement):
      guard statement.isSigned(by: hubKey) else { return }
      answeredStatements.insert(statement.entry)
      let signer = StatementPaper.Signer.hub(
        signingKey: enrolment.signingKey, agreementKey: enrolment.agreementKey)
      try keep(StatementPaper(statement, by: signer), isOfHub: true)
    case .refused(let entry, let reason):
      answeredStatements.insert(entry)
      refusedStatements.append((entry, reason))
    }
  }

  private func keep(_ paper: StatementPaper, isOfHub: Bool) throws {
    let statement = paper.statement
    try exchange.office.act(exchange.conditions.context) { transaction in
      try transaction.keep(
        HeldStatement.Paper(
          text: paper.text, time: Int64(statement.time), incarnation: statement.incarnation, isOfHub: isOfHub),
        about: statement.entry, isFresh: isFromHub)
    }
    exchange.tally.moves += 1
  }

  /// Called when the hub has proved itself: a refusal has no signature of its own.
  func keepRefusedStatements(_ transaction: OfficeTransaction) throws {
    for (entry, reason) in refusedStatements {
      try transaction.statementRefused(about: entry, reason.rawValue)
      exchange.tally.moves += 1
    }
    refusedStatements = []
  }

  /// Whether the answer has room for all that was asked. A packet on a stick or in an e-mail may have been answered
  /// before it asked.
  var expectsStatements: Bool {
    exchange.way == .line && exchange.conditions.budget == nil && exchange.conditions.hasRoom()
  }

  /// Called when a whole answer was received: a hub that says nothing to the question is of an earlier version. Then
  /// this station says what it can, with what such a hub signs.
  func settleStatements() throws {
    guard expectsStatements else { return }
    for entry in exchange.askedStatements where !answeredStatements.contains(entry) {
      let isSignedByHub = try exchange.office.statement(about: entry)?.paper?.isOfHub == true
      if !isSignedByHub, let paper = try OwnStatement(exchange, enrolment).paper(about: entry) {
        try keep(paper, isOfHub: false)
      } else {
        let isOwn = try exchange.office.stationName().station == entry.station
        let why = isSignedByHub ? HeldStatement.earlier : isOwn ? HeldStatement.unsigned : HeldStatement.elsewhere
        try exchange.office.act(exchange.conditions.context) { try $0.statementRefused(about: entry, why) }
      }
    }
  }
}
