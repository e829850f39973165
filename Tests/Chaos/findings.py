"""What was seen to be wrong, and the log of all commands, from which a finding is explained."""
from __future__ import annotations

import json
import shlex
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

AROUND = 8


@dataclass
class Finding:
    """One thing that is not as it must be. `check` is its kind, `about` the words by which its commands are found."""

    check: str
    station: str
    words: str
    round: int
    about: list[str] = field(default_factory=list)


class Log:
    """Every command of a run, and every finding. May be used from several threads."""

    def __init__(self, folder: Path):
        self.began = time.monotonic()
        self.round = 0
        self.findings: list[Finding] = []
        self.commands: list[dict] = []
        self.lock = threading.Lock()
        self.file = (folder / "commands.jsonl").open("a", encoding="utf-8")

    def command(self, station: str, line: list[str], code: int | None, out: str, err: str, faults: list[str]) -> None:
        said = {"at": round(time.monotonic() - self.began, 2), "round": self.round, "station": station,
                "line": shlex.join(line), "code": code, "out": out[:3000], "err": err[:800], "faults": faults}
        with self.lock:
            self.commands.append(said)
            self.file.write(json.dumps(said, ensure_ascii=False) + "\n")
            self.file.flush()

    def note(self, station: str, words: str) -> None:
        """Something that was done to a station or the hub other than by a command."""
        self.command(station, ["#", words], None, "", "", [])

    def find(self, check: str, station: str, words: str, about: list[str] | None = None) -> None:
        with self.lock:
            self.findings.append(Finding(check, station, words, self.round, about or []))

    def around(self, finding: Finding) -> list[str]:
        """The commands that name what the finding is about, and the last ones at its station."""
        with self.lock:
            commands = [c for c in self.commands if c["round"] <= finding.round]
        about = [c for c in commands
                 if any(word in c["line"] or word in c["out"] for word in finding.about)
                 and not c["line"].startswith(("list", "inbox", "search", "show"))]
        last = [c for c in commands if c["station"] == finding.station and c["round"] == finding.round
                and (c["faults"] or c["line"].startswith(("'#'", "sync", "restore", "numbers", "enrol")))]
        chosen = {id(c): c for c in about[-AROUND:] + last[-AROUND:]}
        return [self.told(c) for c in sorted(chosen.values(), key=lambda c: c["at"])]

    @staticmethod
    def told(command: dict) -> str:
        faults = f" [{', '.join(command['faults'])}]" if command["faults"] else ""
        if command["code"] is None:
            return f"{command['at']:8.2f} s  {command['station']:4} {command['line']}"
        said = (command["err"] or command["out"]).strip().replace("\n", " ")
        return (f"{command['at']:8.2f} s  {command['station']:4} {command['line'][:200]}{faults}"
                f" -> {command['code']}: {said[:160]}")
