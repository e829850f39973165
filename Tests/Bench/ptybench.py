#!/usr/bin/env python3
"""Drives a terminal program through a pty and measures what its user waits for.

    ptybench.py --expect 'rows:20:REGEX' --keys 'down*200 pagedown*200 burst:down*200 type:họp' -- COMMAND …

Start: exec (stamped in the child just before it) → last byte of the first screen that matches --expect.
A key: written → last byte before a quiet gap; the gap itself is not counted. pyte draws the screen only in quiet
gaps, never inside a window that is timed; without pyte the text is matched with its escape sequences taken out.
"""
from __future__ import annotations

import argparse
import fcntl
import json
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from dataclasses import dataclass, field

try:
    import pyte
except ImportError:  # the floors and vanthu itself can be measured without it
    pyte = None

NAMED = {
    "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "home": "\x1b[H", "end": "\x1b[F",
    "pageup": "\x1b[5~", "pagedown": "\x1b[6~", "enter": "\r", "escape": "\x1b", "tab": "\t", "space": " ",
    "backspace": "\x7f", "f2": "\x1bOQ", "f3": "\x1bOR", "f5": "\x1b[15~",
}
APPLICATION = {"up": "\x1bOA", "down": "\x1bOB", "right": "\x1bOC", "left": "\x1bOD", "home": "\x1bOH", "end": "\x1bOF"}
ESCAPES = re.compile(r"\x1b\[[0-9;?<=>]*[ -/]*[@-~]|\x1b[()][A-Z0-9]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b.")
FOREIGN = re.compile(rb"\x1bP.*?\x1b\\|\x1b\[[>=<][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*m", re.S)
QUERY = re.compile(rb"\x1b\[(>?)0?c|\x1b\[(6n)|\x1b\]1([01]);\?(?:\x07|\x1b\\)")


def now() -> float:
    """Milliseconds of the monotonic clock, the same in every process."""
    return time.monotonic_ns() / 1e6


def percentile(values: list[float], share: float) -> float:
    """Linear between the two neighbours, as in spreadsheets."""
    ordered = sorted(values)
    place = (len(ordered) - 1) * share
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


@dataclass
class Answers:
    """The output for one kind of key."""

    latency: list[float] = field(default_factory=list)
    size: list[int] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    silent: int = 0

    def add(self, other: Answers) -> None:
        self.latency += other.latency
        self.size += other.size
        self.cpu += other.cpu
        self.silent += other.silent

    def figures(self) -> dict[str, float]:
        if not self.latency:
            return {"count": 0, "silent": self.silent}
        return {
            "count": len(self.latency),
            "p50": round(percentile(self.latency, 0.5), 3),
            "p95": round(percentile(self.latency, 0.95), 3),
            "p99": round(percentile(self.latency, 0.99), 3),
            "bytes": round(percentile([float(size) for size in self.size], 0.5), 1),
            "bytesMean": round(sum(self.size) / len(self.size), 1),
            "cpu": round(sum(self.cpu) / len(self.cpu), 3),
            "silent": self.silent,
        }


@dataclass
class Run:
    """One start of one program."""

    start: float | None = None
    start_cpu: float = 0.0
    start_bytes: int = 0
    peak: int = 0
    anonymous: int = 0
    keys: dict[str, Answers] = field(default_factory=dict)
    screen: str = ""


class Expectation:
    """`REGEX`, or `rows:N:REGEX` = at least N rows match; several joined by ` && ` must all hold."""

    def __init__(self, text: str) -> None:
        self.parts: list[tuple[int, re.Pattern[str]]] = []
        for part in text.split(" && "):
            rows = re.fullmatch(r"rows:(\d+):(.*)", part)
            self.parts.append((int(rows[1]), re.compile(rows[2])) if rows else (0, re.compile(part, re.M)))

    def holds(self, screen: str) -> bool:
        return all(
            sum(1 for row in screen.split("\n") if pattern.search(row)) >= rows if rows else bool(pattern.search(screen))
            for rows, pattern in self.parts
        )


class Program:
    """A program on its own pty."""

    def __init__(self, command: list[str], columns: int = 80, rows: int = 24, folder: str | None = None,
                 environment: dict[str, str] | None = None) -> None:
        self.pieces: list[tuple[float, bytes]] = []
        self.total = 0
        self.latest = 0.0
        self.running = True
        self.application_keys = False
        self.plain = ""
        self.screen = pyte.Screen(columns, rows) if pyte else None
        self.stream = pyte.ByteStream(self.screen) if pyte else None
        self._spawn(command, columns, rows, folder, environment or {})

    def _spawn(self, command: list[str], columns: int, rows: int, folder: str | None, extra: dict[str, str]) -> None:
        environment = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES", "TERMCAP")}
        environment |= {"TERM": "xterm-256color", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"} | extra
        stamp_read, stamp_write = os.pipe()
        self.process, self.line = pty.fork()
        if self.process == 0:
            try:
                os.close(stamp_read)
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
                if folder:
                    os.chdir(folder)
                os.set_inheritable(stamp_write, False)
                os.write(stamp_write, struct.pack("d", now()))
                os.execvpe(command[0], command, environment)
            except BaseException as fault:
                os.write(2, f"cannot start: {fault}\r\n".encode())
                os._exit(127)
        os.close(stamp_write)
        self.started = struct.unpack("d", os.read(stamp_read, 8))[0]
        os.close(stamp_read)

    def receive(self, timeout: float) -> bool:
        """Waits at most `timeout` ms for bytes; returns false when none arrived."""
        if not self.running or not select.select([self.line], [], [], max(0.0, timeout) / 1000)[0]:
            return False
        try:
            piece = os.read(self.line, 65536)
        except OSError:
            piece = b""
        if not piece:
            self.running = False
            return False
        self.latest = now()
        self.pieces.append((self.latest, piece))
        self.total += len(piece)
        if b"\x1b" in piece:
            self._answer(piece)
        return True

    def _answer(self, piece: bytes) -> None:
        """Answers the program's queries to its terminal, and notes which arrow keys it expects."""
        if b"\x1b[?1h" in piece:
            self.application_keys = True
        if b"\x1b[?1l" in piece:
            self.application_keys = False
        for query in QUERY.finditer(piece):
            if query[2]:
                self.draw()
                row, column = (self.screen.cursor.y + 1, self.screen.cursor.x + 1) if self.screen else (1, 1)
                os.write(self.line, b"\x1b[%d;%dR" % (row, column))
            elif query[3]:
                os.write(self.line, b"\x1b]1%s;rgb:0000/0000/0000\x1b\\" % query[3])
            else:
                os.write(self.line, b"\x1b[>41;330;0c" if query[1] else b"\x1b[?62;22c")

    def quiet(self, gap: float, limit: float = 60_000) -> float | None:
        """Reads until nothing has arrived for `gap` ms. Returns when the last byte arrived."""
        end, last = now() + limit, None
        while now() < end and self.receive(gap):
            last = self.latest
        return last

    def draw(self) -> None:
        pieces, self.pieces = self.pieces, []
        for _, piece in pieces:
            self.draw_one(piece)

    def draw_one(self, piece: bytes) -> None:
        if self.stream:
            try:
                self.stream.feed(FOREIGN.sub(b"", piece))
            except Exception:  # a sequence that pyte does not know is no reason to stop
                pass
        else:
            self.plain = (self.plain + ESCAPES.sub("\n", piece.decode(errors="replace")))[-65536:]

    def text(self) -> str:
        self.draw()
        return "\n".join(row.rstrip() for row in self.screen.display) if self.screen else self.plain

    def shows(self, expectation: Expectation) -> float | None:
        """Draws the output, piece by piece. Returns when the piece arrived that completed the expected screen."""
        pieces, self.pieces = self.pieces, []
        met = None
        for place, (moment, piece) in enumerate(pieces):
            self.draw_one(piece)
            if met is None and (len(pieces) - place < 40 or place % 25 == 0) and expectation.holds(self.text_now()):
                met = moment
        return met

    def text_now(self) -> str:
        return "\n".join(row.rstrip() for row in self.screen.display) if self.screen else self.plain

    def cpu(self) -> float:
        """Returns the CPU milliseconds of the program and its children so far, from the scheduler's own nanoseconds."""
        total = 0
        for process in family(self.process):
            for thread in entries(f"/proc/{process}/task"):
                total += int((contents(f"/proc/{process}/task/{thread}/schedstat") or "0").split()[0])
        return total / 1e6

    def memory(self) -> tuple[int, int]:
        """Peak of resident memory and anonymous resident memory, kB, of the program and its children."""
        peak = anonymous = 0
        for process in family(self.process):
            status = contents(f"/proc/{process}/status")
            peak += int((re.search(r"VmHWM:\s+(\d+)", status) or [0, 0])[1])
            anonymous += int((re.search(r"RssAnon:\s+(\d+)", status) or [0, 0])[1])
        return peak, anonymous

    def bytes_of(self, key: str) -> bytes:
        if key in APPLICATION and self.application_keys:
            return APPLICATION[key].encode()
        if key.startswith("ctrl-"):
            return bytes([ord(key[5]) & 31])
        return NAMED.get(key, key).encode()

    def end(self) -> None:
        for sign, wait in ((signal.SIGHUP, 0.3), (signal.SIGTERM, 0.7), (signal.SIGKILL, 5)):
            try:
                os.kill(self.process, sign)
            except ProcessLookupError:
                pass
            limit = time.monotonic() + wait
            while time.monotonic() < limit:
                self.receive(5)
                if os.waitpid(self.process, os.WNOHANG)[0]:
                    os.close(self.line)
                    return
                if not self.running:
                    time.sleep(0.005)
        os.close(self.line)


def entries(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []


def contents(path: str) -> str:
    try:
        with open(path) as file:
            return file.read()
    except OSError:
        return ""


def family(process: int) -> list[int]:
    """A process and all below it."""
    found, waiting = [], [process]
    while waiting:
        one = waiting.pop()
        found.append(one)
        for thread in entries(f"/proc/{one}/task"):
            waiting += [int(child) for child in contents(f"/proc/{one}/task/{thread}/children").split()]
    return found


def start(program: Program, expectation: Expectation, run: Run, settle: float, limit: float) -> bool:
    """Waits for the first full screen."""
    while now() - program.started < limit and program.running:
        while program.receive(settle):
            pass
        met = program.shows(expectation)
        if met is not None:
            run.start = met - program.started
            run.start_bytes = program.total
            run.start_cpu = program.cpu()
            return True
    return False


def press(program: Program, data: bytes, gap: float, patience: float) -> tuple[float, int, float] | None:
    """Writes keys. Returns (ms to the last byte of the answer, bytes, CPU ms), or None when nothing arrived."""
    program.quiet(0, 5)
    program.draw()
    bytes_before, cpu_before, written = program.total, program.cpu(), now()
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(program.line, rest):]
        if rest:
            program.receive(0)
    if program.total == bytes_before and not program.receive(patience):
        return None
    last = program.quiet(gap) or program.latest
    return last - written, program.total - bytes_before, program.cpu() - cpu_before


def steps(script: str) -> list[tuple[str, str, str]]:
    """`key*N`, `(key key)*N`, `@name:key*N`, `burst:key*N`, `type:letters` (_ = blank), `wait:seconds`, `send:keys` → steps."""
    result: list[tuple[str, str, str]] = []
    for word in re.findall(r"\([^)]*\)(?:\*\d+)?|\S+", script):
        group = re.fullmatch(r"\(([^)]*)\)(?:\*(\d+))?", word)
        if group:
            result += steps(group[1]) * int(group[2] or 1)
            continue
        name = ""
        if word.startswith("@") and ":" in word[2:]:
            name, word = word[1:].split(":", 1)
        special = re.fullmatch(r"(burst|type|wait|send):(.+)", word)
        if special and special[1] == "type":
            result += [("key", " " if letter == "_" else letter, name or "type") for letter in special[2]]
        elif special:
            result.append((special[1], special[2], name or word))
        else:
            count = re.fullmatch(r"(.+?)\*(\d+)", word)
            key, times = (count[1], int(count[2])) if count else (word, 1)
            result += [("key", key, name or key)] * times
    return result


def measure(command: list[str], expect: str, keys: str = "", columns: int = 80, rows: int = 24, folder: str | None = None,
            environment: dict[str, str] | None = None, settle: float = 150, gap: float = 15, limit: float = 60_000) -> Run:
    """One run of one program. Raises when its first screen does not appear."""
    run = Run()
    program = Program(command, columns, rows, folder, environment)
    try:
        if not start(program, Expectation(expect), run, settle, limit):
            raise RuntimeError(f"{command[0]} never showed {expect!r}; it showed:\n{program.text()}")
        for kind, argument, name in steps(keys):
            if kind == "wait":
                program.quiet(float(argument) * 1000, 60_000)
            elif kind == "send":
                os.write(program.line, program.bytes_of(argument))
                program.quiet(200)
            else:
                count = re.fullmatch(r"(.+?)\*(\d+)", argument) if kind == "burst" else None
                data = program.bytes_of(count[1]) * int(count[2]) if count else program.bytes_of(argument)
                answers = run.keys.setdefault(name, Answers())
                answer = press(program, data, 200 if kind == "burst" else gap, 60_000 if kind == "burst" else 400)
                if answer is None:
                    answers.silent += 1
                    continue
                answers.latency.append(answer[0])
                answers.size.append(answer[1])
                answers.cpu.append(answer[2])
        run.peak, run.anonymous = program.memory()
        run.screen = program.text()
    finally:
        program.end()
    return run


def summary(runs: list[Run]) -> dict[str, object]:
    """Medians over the runs; keys of all runs together."""
    keys: dict[str, Answers] = {}
    for run in runs:
        for name, answers in run.keys.items():
            keys.setdefault(name, Answers()).add(answers)
    starts = [run.start for run in runs if run.start is not None]
    middle = lambda values: round(percentile([float(value) for value in values], 0.5), 2)
    return {
        "runs": len(runs),
        "start": middle(starts),
        "startLeast": round(min(starts), 2),
        "startCPU": middle([run.start_cpu for run in runs]),
        "startBytes": middle([run.start_bytes for run in runs]),
        "peakKB": middle([run.peak for run in runs]),
        "anonymousKB": middle([run.anonymous for run in runs]),
        "keys": {name: answers.figures() for name, answers in keys.items()},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--expect", required=True)
    parser.add_argument("--keys", default="")
    parser.add_argument("--size", default="80x24")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--folder")
    parser.add_argument("--screen", action="store_true", help="print the last screen too")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    given = parser.parse_args()
    command = given.command[1:] if given.command[:1] == ["--"] else given.command
    columns, rows = (int(number) for number in given.size.split("x"))
    runs = [measure(command, given.expect, given.keys, columns, rows, given.folder) for _ in range(given.rounds)]
    json.dump(summary(runs), sys.stdout, ensure_ascii=False, indent=1)
    print()
    if given.screen:
        print(runs[-1].screen)


if __name__ == "__main__":
    main()
