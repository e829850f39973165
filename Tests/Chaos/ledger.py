"""What the clerks were promised, and what stands on paper: the truth that the files are compared with."""
from __future__ import annotations

import hashlib
import threading
from dataclasses import dataclass, field
from pathlib import Path

# The three fates of an act: it was acknowledged, it was refused, or nobody can know (killed, or its file was rolled
# back before a complete sync).
DONE, REFUSED, PERHAPS = "done", "refused", "perhaps"


@dataclass
class Act:
    """An act of a clerk. `word` stands in its words, `document` is the word of its document."""

    verb: str
    station: str
    office: str
    word: str
    document: str
    fate: str
    began: float
    ended: float
    round: int
    number: int | None = None
    book: str | None = None
    entry: str | None = None
    # A complete sync over the line has begun after it: the hub has it.
    is_safe: bool = False
    # The act is a file, whose bytes have to arrive too.
    sha256: str | None = None


@dataclass
class Document:
    """A document, from paper or issued; `word` stands in its subject."""

    word: str
    office: str
    station: str
    to: list[str]
    entry: str | None = None
    # The last round in which somebody worked on it.
    touched: int = 0


@dataclass
class Ledger:
    acts: list[Act] = field(default_factory=list)
    documents: dict[str, Document] = field(default_factory=dict)
    by_entry: dict[str, Document] = field(default_factory=dict)
    # Which offices may hold a planted word.
    readers: dict[str, set[str]] = field(default_factory=dict)
    # The bytes of each planted file, by their hash.
    files: dict[str, Path] = field(default_factory=dict)
    # The last number on paper of each book of an office.
    paper: dict[tuple[str, str], int] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, act: Act) -> None:
        with self.lock:
            self.acts.append(act)
            document = self.documents.get(act.document)
            if document:
                document.touched = act.round
            if act.fate == DONE and act.number is not None and act.book:
                place = act.office, act.book
                self.paper[place] = max(self.paper.get(place, 0), act.number)

    def plant(self, document: Document) -> None:
        with self.lock:
            self.documents[document.word] = document
            self.readers[document.word] = {document.office, *document.to}

    def named(self, document: Document, entry: str) -> None:
        """After an old copy was put back two documents may get one entry. If the hub has the first, the second will be
        lost with all that was written after the copy; if it has not, the first is lost already."""
        with self.lock:
            first = self.by_entry.get(entry)
            if first and first is not document:
                if any(act.word == first.word and act.fate == DONE for act in self.acts):
                    return
                first.entry = None
            document.entry = entry
            self.by_entry[entry] = document

    def may_read(self, word: str, offices: set[str]) -> None:
        with self.lock:
            self.readers.setdefault(word, set()).update(offices)

    def file(self, path: Path) -> str:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        with self.lock:
            self.files[digest] = path
        return digest

    def synced(self, station: str, began: float) -> None:
        """A sync over the line was complete: what was done before it is at the hub."""
        with self.lock:
            for act in self.acts:
                if act.station == station and act.ended < began:
                    act.is_safe = True

    def rolled_back(self, station: str, since: float) -> None:
        """The file is as it was then: what was done later and is at no hub may be lost."""
        with self.lock:
            for act in self.acts:
                if act.station == station and act.ended > since and not act.is_safe and act.fate == DONE:
                    act.fate = PERHAPS
