"""Plants a fault for each check, by a wrapper that changes what a program seems to do; each must be found by its check.
Before that, and after, the same province without a fault is found to be well."""
from __future__ import annotations

import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

from findings import Log
from ledger import DONE, PERHAPS, REFUSED, Document
from programs import SLOWEST, Answer
from round import Chaos

Lie = Callable[[str, Answer], None]


@dataclass
class Planted:
    """A fault, the name of the check that must find it, and what is done to plant it."""

    name: str
    check: str
    lie: Lie | None = None


def shown(change: Callable[[dict], None], station: str = "", entry: str = "", verb: str = "show") -> Lie:
    """A wrapper that changes what a command shows at a station."""

    def lie(key: str, answer: Answer) -> None:
        if answer.line[0] == verb and answer.json and (not station or key == station):
            if not entry or entry in answer.line:
                change(answer.json)

    return lie


def gone(station: str, entry: str) -> Lie:
    """A wrapper that has lost a document."""

    def lie(key: str, answer: Answer) -> None:
        if key == station:
            if entry in answer.line:
                answer.code, answer.json, answer.err = 1, None, "gone"
            elif isinstance(answer.json, list):
                answer.json = [one for one in answer.json if one.get("entry") != entry]

    return lie


def ending(code: int, err: str, seconds: float = 0, verb: str = "verify") -> Lie:
    def lie(_: str, answer: Answer) -> None:
        if answer.line[0] == verb:
            answer.code, answer.err, answer.began = code, err, answer.began - seconds

    return lie


def listed_twice(key: str, answer: Answer) -> None:
    if key == "h1" and answer.line[:2] == ["list", "incoming"] and answer.json:
        answer.json.append(answer.json[0])


def left_out(key: str, answer: Answer) -> None:
    if key == "h1" and answer.line[:2] == ["list", "incoming"] and len(answer.json or []) > 1:
        numbered = [one for one in answer.json if one["arrivalNumber"] == 1]
        answer.json.remove(numbered[0])


def never_done(key: str, answer: Answer) -> None:
    if key == "tk" and answer.line == ["sync", "--json"] and answer.json:
        answer.json["received"]["entries"] = 1


def refused_always(key: str, answer: Answer) -> None:
    if key == "dt" and answer.line == ["sync", "--json"]:
        answer.code, answer.json, answer.err = 1, None, "vanthu: Không."


def without_json(_: str, answer: Answer) -> None:
    if answer.line[0] == "custody":
        answer.json = None


def one_file_fewer(card: dict) -> None:
    card["attachments"] = card["attachments"][1:]


def never_comes(card: dict) -> None:
    for one in card["attachments"]:
        one["isHere"] = False


def unheard(card: dict) -> None:
    card["trail"] = [step for step in card["trail"] if step["act"] != "reported"]


def other_state(card: dict) -> None:
    for one in card["recipients"]:
        one["status"] = "99"


def other_subject(card: dict) -> None:
    card["subject"] = "khác"


def other_number(card: dict) -> None:
    card["number"] = 4711


def written_twice(card: dict) -> None:
    card["trail"] *= 2


def told_lost(card: dict) -> None:
    """What a PC writes when the hub asks it for a file that it has no more."""
    for one in card["attachments"]:
        card["trail"].append({"act": "contentMissing", "words": f"tệp {one['name']} không còn ở nơi đã kèm"})


def withdrawn(card: dict) -> None:
    card["state"] = "withdrawn"


class SelfTest:
    def __init__(self, folder: Path, bin_folder: Path, pool: ThreadPoolExecutor):
        self.folder = folder
        self.log = Log(folder)
        self.chaos = Chaos(folder, bin_folder, self.log, "self-test", pool)
        self.wrong: list[str] = []

    def run(self) -> int:
        try:
            self.chaos.found()
            self.log.round = 1
            self.story()
            self.expect([])
            self.lost_with_its_pc()
            for group in self.planted():
                self.expect(group)
            taken_back = [plant() for plant in (self.foreign, self.other_bytes, self.refused)]
            self.expect([Planted("a word at an office it is not for", "foreign"),
                         Planted("a file with other bytes", "files"),
                         Planted("a refused act that was done", "refused-yet-there")])
            for back in taken_back:
                back()
            self.expect([])
        finally:
            self.chaos.end()
        for sentence in self.wrong:
            print(f"FAILED: {sentence}")
        return 1 if self.wrong else 0

    def lost_with_its_pc(self) -> None:
        """A file is told to be lost: no fault if it was on one PC only, which was put back; else a file was lost."""
        told = shown(told_lost, "snv", self.issued()[0].entry or "")
        self.expect([Planted("a file that was safe and is lost", "lost", told)])
        files = [act for act in self.chaos.ledger.acts if act.sha256]
        for act in files:
            act.fate = PERHAPS
        self.expect([], told)
        for act in files:
            act.fate = DONE

    def expect(self, group: list[Planted], harmless: Lie | None = None) -> None:
        """Plants several faults at once, and looks: each must be found by its check, and nothing if there is none."""
        lies = [planted.lie for planted in group if planted.lie] + ([harmless] if harmless else [])

        def lie(key: str, answer: Answer) -> None:
            for one in lies:
                one(key, answer)

        self.log.findings.clear()
        self.chaos.province.programs.lie = lie
        self.chaos.rest.come(self.chaos.pool)
        self.chaos.compare()
        self.chaos.province.programs.lie = None
        found = {finding.check for finding in self.log.findings}
        for planted in group:
            print(f"{planted.name}: {planted.check if planted.check in found else 'NOT FOUND'}", flush=True)
            if planted.check not in found:
                self.wrong.append(f"“{planted.name}” was planted and not found by the check “{planted.check}”")
        if not group:
            print(f"nothing: {', '.join(sorted(found)) or 'nothing found'}", flush=True)
            self.wrong += [f"nothing was planted, but: {one.check}: {one.words}" for one in self.log.findings]

    def story(self) -> None:
        """A document from snv with a file, to hd and tk: both accept and route it; some from paper."""
        clerks = self.chaos.clerks
        snv, h1, tk = clerks["snv"], clerks["h1"], clerks["tk"]
        snv.chance.seed("self-test")
        while not (self.issued() and {"hd", "tk"} <= set(self.issued()[0].to)):
            snv.issue()
        for clerk in (h1, tk, h1):
            clerk.register()
        self.chaos.rest.come(self.chaos.pool)
        for clerk in (h1, tk):
            clerk.look()
            for _ in range(3):
                clerk.accept()
            clerk.look()
            clerk.route()
        self.chaos.rest.come(self.chaos.pool)

    def issued(self) -> list[Document]:
        """Documents with files, the one that went to both first."""
        ledger = self.chaos.ledger
        with_files = {act.document for act in ledger.acts if act.sha256}
        found = [d for d in ledger.documents.values() if d.word in with_files and d.entry]
        return sorted(found, key=lambda document: -len({"hd", "tk"} & set(document.to)))

    def planted(self) -> list[list[Planted]]:
        """Faults that do not cover each other, in groups, because to look at everything takes some seconds."""
        entry = self.issued()[0].entry or ""
        own = next(d.entry or "" for d in self.chaos.ledger.documents.values() if d.station == "h1")
        return [
            [Planted("a program that drops a file", "files", shown(one_file_fewer, "tk", entry)),
             Planted("a gap in a book", "numbers", left_out),
             Planted("a report that the sender does not hear", "states", shown(unheard, "snv", entry)),
             Planted("an unsound file", "verify", shown(lambda told: told.update(sound=False), verb="verify")),
             Planted("an exit code that does not exist", "code", ending(7, "7", verb="custody"))],
            [Planted("a file that never comes", "files", shown(never_comes, "tk", entry)),
             Planted("two stations that differ", "stations", shown(other_subject, "h2", entry)),
             Planted("a state nobody has reported", "states", shown(other_state, "snv", entry)),
             Planted("an unsound hub", "hub-verify", self.hub_unsound),
             Planted("an error of the program", "crash", ending(0, "Lỗi chương trình", verb="custody"))],
            [Planted("a document that is not delivered", "undelivered", gone("tk", entry)),
             Planted("another number than was said", "number", shown(other_number, "snv", entry)),
             Planted("an act that waits for ever", "settled",
                     shown(lambda told: told.update(waiting={"entries": 1}), "tk", verb="sync")),
             Planted("a slow command", "slow", ending(0, "", SLOWEST + 1)),
             Planted("an answer that is no JSON", "json", without_json)],
            [Planted("a number that is lost after it was given", "lost", gone("h1", own)),
             Planted("withdrawn, with its files", "not-destroyed", shown(withdrawn, "tk", entry)),
             Planted("an act that stands twice in the trail", "twice", shown(written_twice, "snv", entry)),
             Planted("a refusal without a sentence", "sentence", ending(1, "", verb="custody"))],
            [Planted("a document that is listed twice", "twice", listed_twice),
             Planted("an exchange without an end", "rest", never_done),
             Planted("a refusal without a fault", "refused", refused_always)],
        ]

    @staticmethod
    def hub_unsound(key: str, answer: Answer) -> None:
        if key == "hub" and answer.line[0] == "verify":
            answer.json = {"faults": ["planted"]}

    def foreign(self) -> Callable[[], None]:
        word = next(d.word for d in self.chaos.ledger.documents.values() if d.office == "hd" and not d.to)
        path = self.chaos.province.stations["dt"].home / "planted"
        path.write_bytes(f"before {word} behind".encode())
        return path.unlink

    def other_bytes(self) -> Callable[[], None]:
        """What was attached, and what the receiver saves, differ by a byte."""
        changed: dict[Path, bytes] = {path: path.read_bytes() for path in self.chaos.ledger.files.values()}
        for path, was in changed.items():
            path.write_bytes(was[:-1] + bytes([was[-1] ^ 1]))

        def back() -> None:
            for path, was in changed.items():
                path.write_bytes(was)

        return back

    def refused(self) -> Callable[[], None]:
        """An act that was done, of which the clerk was told that nothing was changed."""
        act = next(act for act in self.chaos.ledger.acts if act.verb == "route" and act.fate == DONE)
        act.fate = REFUSED

        def back() -> None:
            act.fate = DONE

        return back


def main(bin_folder: Path) -> int:
    folder = Path(tempfile.mkdtemp(prefix="vanthu-chaos-"))
    with ThreadPoolExecutor(12) as pool:
        code = SelfTest(folder, bin_folder, pool).run()
    if code:
        print(f"All commands: {folder / 'commands.jsonl'}")
    else:
        shutil.rmtree(folder, ignore_errors=True)
    return code
