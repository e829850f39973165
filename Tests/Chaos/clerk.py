"""A clerk at one station: chooses acts at random, does them, and writes down what was promised."""
from __future__ import annotations

import random
import string
from pathlib import Path
from typing import Any

from ledger import DONE, PERHAPS, REFUSED, Act, Document, Ledger
from programs import Answer, Hurt
from province import OFFICES, Office, Province, Station

SIZES = (60, 3_000, 20_000, 150_000)


class Desk:
    """What a clerk has in view, and the plain steps of every act."""

    def __init__(self, province: Province, ledger: Ledger, station: Station, seat: str = "first"):
        self.province = province
        self.ledger = ledger
        self.station = station
        self.chance = random.Random(f"{province.seed}/{station.key}/{seat}/acts")
        self.words = random.Random(f"{province.seed}/{station.key}/{seat}/words")
        self.hurts = False
        # Books are not handed over in a round in which files are put back: their numbers are on one paper only.
        self.hands_over = False
        self.serial = 0 if seat == "first" else 500
        self.incoming: list[dict] = []
        self.outgoing: list[dict] = []
        self.inbox: list[dict] = []
        self.papers = province.folder / "papers" / station.key
        self.papers.mkdir(parents=True, exist_ok=True)

    def word(self) -> str:
        """A planted word that occurs nowhere else, and can be found in the bytes of a file."""
        return "zq" + "".join(self.words.choices(string.ascii_lowercase, k=10)) + "qz"

    def look(self) -> None:
        self.incoming = self.lines("list", "incoming", "--all")
        self.outgoing = self.lines("list", "outgoing", "--all")
        self.inbox = self.lines("inbox")

    def lines(self, *line: str) -> list[dict]:
        answer = self.station.run(*line)
        return answer.json if isinstance(answer.json, list) else []

    @staticmethod
    def typed(line: dict) -> str:
        """How a document is named in a command. MAIL_NAMES: a hub that was put back numbers letters anew, so that moi-3
        may name another one after a sync than in the list a clerk has read; such a document is named by its entry."""
        return line["entry"] if line["reference"].startswith("moi-") else line["reference"]

    def document(self, line: dict) -> Document | None:
        return self.ledger.by_entry.get(line["entry"])

    def hurt(self) -> Hurt | None:
        if not self.hurts or self.chance.random() > 0.12:
            return None
        if self.chance.random() < 0.6:
            return Hurt("kill", self.chance.uniform(0.005, 0.09))
        return Hurt("stop", self.chance.uniform(0.005, 0.07), self.chance.uniform(0.1, 1.5))

    def do(self, verb: str, line: list[str], word: str, document: str, readers: set[str]) -> tuple[Answer, Act]:
        """Runs a command whose words contain `word`, which only these offices may come to know."""
        self.ledger.may_read(word, readers)
        answer = self.station.run(*line, hurt=self.hurt())
        fate = DONE if answer.acknowledged else REFUSED if answer.refused else PERHAPS
        told: Any = answer.json[0] if isinstance(answer.json, list) and answer.json else answer.json or {}
        number = told.get("arrivalNumber", told.get("number")) if fate == DONE else None
        act = Act(verb, self.station.key, self.station.office.key, word, document, fate, answer.began, answer.ended,
                  self.province.log.round, number, told.get("book"), told.get("entry"))
        self.ledger.add(act)
        return answer, act

    def paper(self, word: str) -> Path:
        """A file whose name and bytes carry a planted word."""
        path = self.papers / f"{word}.pdf"
        size = self.chance.choice(SIZES)
        path.write_bytes(f"{word}\n".encode() + self.chance.randbytes(size))
        return path

    def others(self) -> list[Office]:
        return [office for office in OFFICES if office != self.station.office]

    def pick(self, lines: list[dict]) -> dict | None:
        """One of the lines of planted documents, a new one more often than an old one."""
        known = [line for line in lines if line["entry"] in self.ledger.by_entry]
        if not known:
            return None
        return self.chance.choice(known[:8] if self.chance.random() < 0.7 else known)

    def readers(self, line: dict) -> set[str]:
        document = self.document(line)
        return set(self.ledger.readers[document.word]) if document else {self.station.office.key}

    def home(self) -> set[str]:
        return {self.station.office.key}

    def sender(self, line: dict) -> set[str]:
        """This office, and the one the document is from."""
        document = self.document(line)
        return self.home() | ({document.office} if document else set())
