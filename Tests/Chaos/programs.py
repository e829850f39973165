"""Runs commands of the real programs, hurts them while they work, and looks at how they ended."""
from __future__ import annotations

import json
import os
import signal
import subprocess
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Callable

from findings import Log

# Seconds that a command may take at most if nothing held it up; the programs under test are debug builds, and share the
# machine with other work. A sync ends itself after 20 s of silence and tries a refused port for 19 s.
SLOWEST = 20.0
SLOWEST_SYNC = 90.0
# After which a command is ended, whatever held it up.
ENDED_AFTER = 150.0
ALLOWED = range(7)
PROGRAM_ERRORS = ("Lỗi chương trình", "Fatal error", "Program error", "Crash")


@dataclass
class Answer:
    """How a command ended. `json` is None if it printed none."""

    line: list[str]
    code: int
    out: str
    err: str
    began: float
    ended: float
    faults: list[str] = field(default_factory=list)
    json: Any = None

    @property
    def acknowledged(self) -> bool:
        return self.code == 0

    @property
    def refused(self) -> bool:
        """Whether it said that nothing was changed."""
        return self.code in (1, 2, 3)


@dataclass
class Hurt:
    """What is done to a process while it works: `what` is "kill" or "stop", after `after` seconds, for `lasting`."""

    what: str
    after: float
    lasting: float = 0.0


class Programs:
    def __init__(self, bin_folder: Path, log: Log):
        self.bin = bin_folder
        self.log = log
        # A wrapper of the programs for the test of the checks: may change how a command is said to have ended.
        self.lie: Callable[[str, Answer], None] | None = None
        # Until when commands are slow because something else was stopped or has no room.
        self.held_up_until = 0.0

    def hold_up(self, seconds: float) -> None:
        self.held_up_until = max(self.held_up_until, time.monotonic() + seconds)

    def start(self, program: str, line: list[str], environment: dict[str, str], **options: Any) -> subprocess.Popen:
        return subprocess.Popen(
            [str(self.bin / program), *line], env=environment, stdin=subprocess.DEVNULL, start_new_session=True,
            **options)

    def run(self, station: str, program: str, line: list[str], environment: dict[str, str], hurt: Hurt | None = None,
            wants_json: bool = False) -> Answer:
        if wants_json:
            line = [*line, "--json"]
        began = time.monotonic()
        process = self.start(
            program, line, environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, errors="replace")
        faults: list[str] = []
        timers = self.hurting(process, hurt, faults)
        try:
            out, err = process.communicate(timeout=ENDED_AFTER)
        except subprocess.TimeoutExpired:
            self.end_group(process)
            out, err = process.communicate()
            faults.append("ended by the driver")
            words = f"did not end within {ENDED_AFTER:.0f} s: {' '.join(line)}"
            self.log.find("slow", station, words, [" ".join(line)])
        for timer in timers:
            timer.cancel()
        answer = Answer(line, process.returncode, out, err, began, time.monotonic(), faults)
        if wants_json and out.strip():
            try:
                answer.json = json.loads(out)
            except ValueError:
                answer.json = None
        if self.lie:
            self.lie(station, answer)
        self.log.command(station, line, answer.code, answer.out, answer.err, faults)
        self.look(station, program, answer, wants_json)
        return answer

    def hurting(self, process: subprocess.Popen, hurt: Hurt | None, faults: list[str]) -> list[threading.Timer]:
        if not hurt:
            return []

        def send(number: int, word: str) -> None:
            if process.poll() is None:
                process.send_signal(number)
                if word:
                    faults.append(word)

        if hurt.what == "kill":
            timers = [threading.Timer(hurt.after, send, (signal.SIGKILL, "kill -9"))]
        else:
            self.hold_up(hurt.after + hurt.lasting + 5)
            timers = [threading.Timer(hurt.after, send, (signal.SIGSTOP, f"SIGSTOP {hurt.lasting:.1f} s")),
                      threading.Timer(hurt.after + hurt.lasting, send, (signal.SIGCONT, ""))]
        for timer in timers:
            timer.start()
        return timers

    @staticmethod
    def end_group(process: subprocess.Popen) -> None:
        """Ends a process that was started here, and what it has started itself."""
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass

    def look(self, station: str, program: str, answer: Answer, wants_json: bool) -> None:
        """What must hold for the end of every command."""
        line = f"{program} {' '.join(answer.line)}"
        killed = "kill -9" in answer.faults and answer.code == -signal.SIGKILL or "ended by the driver" in answer.faults
        if not killed:
            if answer.code not in ALLOWED:
                self.log.find("code", station, f"ended with {answer.code}: {line}; {answer.err[-300:]}", [line])
            elif answer.code in (2, 4):
                self.log.find("code", station, f"ended with {answer.code}: {line}; {answer.err[-300:]}", [line])
            elif answer.code and answer.line[0] not in ("sync", "verify") and not answer.err.strip():
                self.log.find("sentence", station, f"ended with {answer.code} and said nothing: {line}", [line])
            if wants_json and answer.code == 0 and answer.json is None:
                self.log.find("json", station, f"ended with 0 and printed no JSON: {line}", [line])
        if any(word in answer.err or word in answer.out for word in PROGRAM_ERRORS):
            self.log.find("crash", station, f"{line}: {answer.err[-300:]}", [line])
        took = answer.ended - answer.began
        bound = SLOWEST_SYNC if answer.line[0] == "sync" else SLOWEST
        if took > bound and answer.began > self.held_up_until:
            self.log.find("slow", station, f"took {took:.1f} s: {line}", [line])
