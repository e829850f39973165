#!/usr/bin/env python3
"""Writes the documents of a sample office in the formats of the programs it is compared with.

    vanthu export incoming --format tsv | corpus.py FOLDER [list table maildir git queries …]

list.txt: a line per document, newest first (less, vim, fzf). table.db: a plain table with FTS5 over it (sqlite3).
Maildir: an e-mail per document (mutt, aerc, notmuch). git: an empty commit per document (tig). queries.json: the
searches.
"""
from __future__ import annotations

import csv
import json
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from email.header import Header
from pathlib import Path


@dataclass(frozen=True)
class Letter:
    """A line of the register, as far as other programs can store it."""

    day: str
    number: int
    organ: str
    code: str
    subject: str
    unit: str
    note: str
    epoch: int

    @property
    def line(self) -> str:
        return f"{self.day} {self.number:>7} {self.organ[:28]:<28} {self.code:<18} {self.subject}"

    @property
    def body(self) -> str:
        return f"{self.subject}\n\n{self.unit}\n{self.note}\n"


def letters(lines: Iterator[str]) -> Iterator[Letter]:
    """Reads `export --format tsv`: ten columns of the register first, then the other fields."""
    rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    next(rows)
    for place, row in enumerate(rows):
        cells = (row + [""] * 24)[:24]
        number = int(cells[1]) if cells[1].isdigit() else place
        yield Letter(cells[0], number, cells[2], cells[3], cells[5], cells[6], f"{cells[9]} {cells[20]} {cells[21]}".strip(),
                     1_000_000_000 + 300 * place)


def folded(text: str) -> str:
    """Without marks and capitals, as a hurried clerk types."""
    plain = "".join(sign for sign in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(sign))
    return plain.replace("đ", "d")


def write_list(folder: Path, all_letters: list[Letter]) -> None:
    with open(folder / "list.txt", "w") as file:
        file.writelines(letter.line + "\n" for letter in reversed(all_letters))


def write_table(folder: Path, all_letters: list[Letter]) -> None:
    path = folder / "table.db"
    path.unlink(missing_ok=True)
    base = sqlite3.connect(path)
    base.executescript(
        """
        PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;
        CREATE TABLE document (id INTEGER PRIMARY KEY, day TEXT, number INTEGER, organ TEXT, code TEXT, subject TEXT, unit TEXT, note TEXT);
        CREATE VIRTUAL TABLE search USING fts5 (
          code, organ, subject, unit, note, content = 'document', content_rowid = 'id',
          tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');
        """
    )
    base.executemany(
        "INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        ((place + 1, one.day, one.number, one.organ, one.code, one.subject, one.unit, one.note) for place, one in enumerate(all_letters)),
    )
    base.execute("INSERT INTO search (search) VALUES ('rebuild')")
    base.commit()
    base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    base.close()


def write_maildir(folder: Path, all_letters: list[Letter]) -> None:
    box = folder / "Maildir"
    shutil.rmtree(box, ignore_errors=True)
    for part in ("cur", "new", "tmp"):
        (box / part).mkdir(parents=True)
    for place, one in enumerate(all_letters):
        date = subject_date(one.epoch)
        text = (
            f"From: {Header(one.organ or 'x', 'utf-8', maxlinelen=900).encode()} <d{place % 1400}@example.vn>\n"
            f"To: <vanthu@example.vn>\nSubject: {Header(f'{one.code} {one.subject}', 'utf-8', maxlinelen=900).encode()}\n"
            f"Date: {date}\nMessage-ID: <{place}@example.vn>\nMIME-Version: 1.0\n"
            "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n" + one.body
        )
        descriptor = os.open(box / "cur" / f"{one.epoch}.{place}.bench:2,S", os.O_WRONLY | os.O_CREAT, 0o644)
        os.write(descriptor, text.encode())
        os.close(descriptor)


def subject_date(epoch: int) -> str:
    from email.utils import formatdate

    return formatdate(epoch)


def write_git(folder: Path, all_letters: list[Letter]) -> None:
    repository = folder / "git"
    shutil.rmtree(repository, ignore_errors=True)
    subprocess.run(["git", "init", "-q", "-b", "main", str(repository)], check=True)
    importer = subprocess.Popen(["git", "fast-import", "--quiet"], cwd=repository, stdin=subprocess.PIPE)
    assert importer.stdin
    for one in all_letters:
        who = re.sub(r"[<>\n]", " ", one.organ) or "x"
        words = f"{one.code} {one.subject}\n\n{one.body}".encode()
        importer.stdin.write(f"commit refs/heads/main\ncommitter {who} <d@example.vn> {one.epoch} +0700\ndata {len(words)}\n".encode())
        importer.stdin.write(words + b"\n")
    importer.stdin.close()
    if importer.wait():
        raise SystemExit("git fast-import failed")


def write_queries(folder: Path, all_letters: list[Letter]) -> None:
    """Five of each kind, drawn with a fixed seed; the same kinds at every size."""
    dice = random.Random(1945)
    seen: Counter[str] = Counter()
    for one in all_letters:
        seen.update({word for word in re.findall(r"[a-z]+", folded(one.subject)) if len(word) > 1})
    total = len(all_letters)
    common = sorted(word for word, times in seen.items() if times > 0.1 * total)
    rare = sorted(word for word, times in seen.items() if 0 < times < max(3, 0.003 * total)) or sorted(seen)[:20]
    kinds = {
        "frequent": dice.sample(common, min(5, len(common))),
        "rare": dice.sample(rare, min(5, len(rare))),
        "two": [" ".join(dice.sample(common, 2)) for _ in range(5)],
        "prefix": [word[:3] for word in dice.sample(sorted(word for word in seen if len(word) > 3), 5)],
        "phrase": [f'"{phrase(dice, all_letters)}"' for _ in range(5)],
        "filter": [f"{word} nam:2026" for word in dice.sample(common, min(3, len(common)))] + ["tu:snv", "khan:khan"],
    }
    kinds["marks"] = marked(random.Random(1954), common, all_letters)
    (folder / "queries.json").write_text(json.dumps(kinds, ensure_ascii=False, indent=1))


def marked(dice: random.Random, common: list[str], all_letters: list[Letter]) -> list[str]:
    """Frequent words with the marks they have in a subject."""
    written = {}
    for one in all_letters[:5_000]:
        for word in words_of(one.subject):
            if folded(word) in common and folded(word) != word:
                written.setdefault(folded(word), word)
    return [written[word] for word in dice.sample(sorted(written), min(5, len(written)))]


def phrase(dice: random.Random, all_letters: list[Letter]) -> str:
    """Two words as written: in quotes the marks count."""
    while True:
        words = words_of(dice.choice(all_letters).subject)
        if len(words) > 6:
            place = dice.randrange(2, len(words) - 2)
            return " ".join(words[place:place + 2])


def words_of(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", text).lower())


WRITERS = {"list": write_list, "table": write_table, "maildir": write_maildir, "git": write_git, "queries": write_queries}


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    all_letters = list(letters(sys.stdin))
    for what in sys.argv[2:] or list(WRITERS):
        WRITERS[what](folder, all_letters)


if __name__ == "__main__":
    main()
