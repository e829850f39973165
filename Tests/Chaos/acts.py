"""The acts of a clerk, each as it is typed."""
from __future__ import annotations

from dataclasses import replace
from typing import Callable

from clerk import Desk
from ledger import REFUSED, Act, Document
from programs import Answer


class Clerk(Desk):
    def act(self) -> None:
        """One act, chosen at random."""
        if not self.serial % 5:
            self.look()
        self.serial += 1
        self.chance.choices(list(WEIGHTS), list(WEIGHTS.values()))[0](self)

    # From paper, and out.

    def register(self) -> None:
        word = self.word()
        document = Document(word, self.station.office.key, self.station.key, [])
        self.begin(document, "register", [
            "register", f"{self.serial}/{word[2:7].upper()}", "--from", "Công ty Bản Giốc", "--date", "20/11/2026",
            "--type", "cv", "--subject", f"V/v {word}"])

    def issue(self) -> None:
        to = self.chance.sample(self.others(), self.chance.choice((1, 1, 2, 3)))
        document = Document(self.word(), self.station.office.key, self.station.key, [office.key for office in to])
        line = ["issue", "--type", self.chance.choice(("cv", "qd", "tb")), "--subject", f"Về việc {document.word}",
                "--signer", "Giám đốc, Nông Văn Bình"]
        for office in to:
            line += ["--to", office.name]
        if self.chance.random() < 0.15:
            line += ["--to", "Công ty Bản Giốc"]
        files = [self.paper(self.word()) for _ in range(self.chance.choice((0, 1, 1, 2)))]
        for path in files:
            line += ["--attach", str(path)]
        if self.chance.random() < 0.2:
            line += ["--urgency", "hoatoc"]
        act = self.begin(document, "issue", line)
        for path in files:
            digest = self.ledger.file(path)
            self.ledger.may_read(path.stem, {document.office, *document.to})
            self.ledger.add(replace(act, verb="attach", word=path.stem, number=None, sha256=digest))

    def draft(self) -> None:
        document = Document(self.word(), self.station.office.key, self.station.key, [])
        self.begin(document, "draft", ["draft", "--type", "tb", "--subject", f"Dự thảo {document.word}"])

    def begin(self, document: Document, verb: str, line: list[str]) -> Act:
        """An act that makes a document."""
        self.ledger.plant(document)
        answer, act = self.do(verb, line, document.word, document.word, {document.office, *document.to})
        if act.entry:
            self.ledger.named(document, act.entry)
        return act

    def issue_draft(self) -> None:
        line = self.pick([line for line in self.inbox if line["state"] == "draft"])
        if not line:
            return
        document = self.document(line)
        to = self.chance.sample(self.others(), 2)
        assert document
        self.ledger.may_read(document.word, {office.key for office in to})
        typed = ["issue", "--draft", self.typed(line), "--signer", "Chủ tịch, Nông Văn A"]
        for office in to:
            typed += ["--to", office.name]
        before = list(document.to)
        document.to = [office.key for office in to]
        _, act = self.do("issue-draft", typed, "", document.word, set())
        if act.fate == REFUSED:
            document.to = before

    def discard(self) -> None:
        line = self.pick([line for line in self.inbox if line["state"] == "draft"])
        if line:
            self.plain("discard", line, [])

    # What arrives.

    def accept(self) -> None:
        arrived = [line for line in self.inbox if line["need"] in ("arrived", "urgent") and line["state"] == "arrived"]
        self.inbox = [line for line in self.inbox if line not in arrived]
        for line in arrived[: self.chance.choice((1, 2, 3))]:
            self.plain("accept", line, [])

    def send_back(self) -> None:
        line = self.pick(self.inbox[-6:] + self.incoming[:6])
        if line:
            self.with_reason("send-back", line, self.sender(line))

    def agree(self) -> None:
        line = self.pick([line for line in self.inbox + self.incoming if line["requests"]])
        if line:
            self.plain("agree", line, [])

    def refuse(self) -> None:
        line = self.pick([line for line in self.inbox + self.incoming if line["requests"]])
        if line:
            self.with_reason("refuse", line, self.sender(line))

    # In the office.

    def route(self) -> None:
        if line := self.pick(self.incoming):
            self.with_word("route", line, ["--lead", "Văn phòng", "--instruction"], self.home())

    def progress(self) -> None:
        if line := self.pick(self.incoming):
            self.with_word("progress", line, ["--note"], self.sender(line))

    def settle(self) -> None:
        if line := self.pick(self.incoming):
            self.with_word("settle", line, ["--note"], self.sender(line))

    def submit(self) -> None:
        if line := self.pick(self.incoming):
            self.plain("submit", line, [])

    # Both.

    def correct(self) -> None:
        line = self.pick(self.incoming + self.outgoing)
        if not line:
            return
        document = self.document(line)
        assert document
        word = self.word()
        field, value = self.chance.choice((
            ("subject", f"Về việc {document.word}, lần {self.serial}"), ("note", f"lần {self.serial}")))
        self.do("correct", ["correct", self.typed(line), "--field", field, "--value", value, "--reason", word], word,
                document.word, self.readers(line) if document.office == self.station.office.key else self.sender(line))

    def attach(self) -> None:
        line = self.pick(self.incoming + self.outgoing)
        if not line:
            return
        document = self.document(line)
        assert document
        own = document.office == self.station.office.key
        path = self.paper(self.word())
        digest = self.ledger.file(path)
        _, act = self.do("attach", ["attach", self.typed(line), "--file", str(path)], path.stem, document.word,
                         self.readers(line) if own else self.home())
        act.sha256 = digest

    def detach(self) -> None:
        line = self.pick([line for line in self.incoming + self.outgoing if line["files"]])
        if not line:
            return
        shown = self.station.run("show", self.typed(line)).json or {"attachments": []}
        if shown["attachments"]:
            self.with_word("detach", line, ["--file", shown["attachments"][0]["name"], "--reason"], self.readers(line))

    def recall(self) -> None:
        line = self.pick([line for line in self.outgoing if line["state"] == "issued"])
        if line:
            self.with_reason("recall", line, self.readers(line))

    def void(self) -> None:
        line = self.pick(self.incoming + self.outgoing)
        if line and self.chance.random() < 0.4:
            self.with_reason("void", line, self.readers(line))

    def undo(self) -> None:
        if line := self.pick(self.incoming + self.outgoing):
            self.plain("undo", line, [])

    def hand_over(self) -> None:
        """One of the books goes to the other station of the office."""
        others = [one for one in self.province.of(self.station.office.key) if one is not self.station]
        if not self.hands_over or not others:
            return
        books = [book["book"] for book in self.lines("custody", "list") if book["here"]]
        told = others[0].run("sync", "status").json
        if books and told:
            self.station.run("custody", "hand-over", self.chance.choice(books), told["station"])

    # The forms of a command.

    def with_reason(self, verb: str, line: dict, readers: set[str]) -> None:
        self.with_word(verb, line, ["--reason"], readers)

    def with_word(self, verb: str, line: dict, options: list[str], readers: set[str]) -> None:
        document = self.document(line)
        if document:
            word = self.word()
            self.do(verb, [verb, self.typed(line), *options, word], word, document.word, readers)

    def plain(self, verb: str, line: dict, options: list[str]) -> Answer | None:
        document = self.document(line)
        if not document:
            return None
        answer, _ = self.do(verb, [verb, self.typed(line), *options], "", document.word, set())
        return answer


WEIGHTS: dict[Callable[[Clerk], None], int] = {
    Clerk.register: 8, Clerk.issue: 14, Clerk.draft: 3, Clerk.issue_draft: 3, Clerk.discard: 1, Clerk.accept: 14,
    Clerk.send_back: 3, Clerk.agree: 6, Clerk.refuse: 3, Clerk.route: 6, Clerk.progress: 3, Clerk.settle: 4,
    Clerk.submit: 2, Clerk.correct: 6, Clerk.attach: 5, Clerk.detach: 3, Clerk.recall: 4, Clerk.void: 2, Clerk.undo: 4,
    Clerk.hand_over: 2,
}
