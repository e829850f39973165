#!/usr/bin/env python3
"""Transfers the same documents over the same bad lines with vanthu and other programs, and prints tables.

    linklab.py --programs .build/release --data bench-data/linklab [--rows 1 2 6] [--seeds 5] [--jobs 8] [--limit 600]

Each line is a packet emulator (link.py) between network namespaces, so root is needed. A program that fails is run
again after 2 s until everything is there or the limit is reached; what arrived is compared with what was sent. The raw
figures are in cells.json.
"""
from __future__ import annotations

import argparse
import concurrent.futures
import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import lab
import programs
import workload

PHASES = {
    "full": "1,000 records, 50 scans, 10.5 MB", "inc": "20 records, 2 scans, 414 kB", "rec": "20 records",
    "noop": "nothing new"}
ALL = ("vanthu", "rsync", "git", "fossil", "upload")
CAREFUL = ("vanthu", "upload")


@dataclass(frozen=True)
class Cell:
    """One program, once, over one line."""

    row: str
    program: str
    profile: str
    phase: str
    control: str
    seed: int
    limit: int


@dataclass
class Row:
    """One figure to beat: the programs, the line, how often, and the maximum number of seconds."""

    phase: str
    profile: str
    seeds: dict[str, int]
    limit: int
    goal: str
    controls: tuple[str, ...] = ("cubic",)
    usual: bool = True


def each(number: int, who: tuple[str, ...] = ALL, **others: int) -> dict[str, int]:
    return {name: others.get(name, number) for name in who}


ROWS = {
    "1": Row("rec", "c", each(20, git=8, rsync=5), 300, "median <= 4 s, worst <= 6 s"),
    "2": Row("rec", "a", each(1), 60, "<= 3.0 kB"),
    "3": Row("rec", "r", each(1), 120, "2 trips"),
    "4": Row("noop", "a", each(1, ALL[:4]), 60, "<= 0.9 kB"),
    "4r": Row("noop", "r", each(1, ALL[:4]), 120, "2 trips"),
    "5": Row("inc", "b", each(3), 300, "<= 15 s"),
    "6": Row("inc", "c", each(5, rsync=3, git=3), 600, "<= 80 s, the records <= 5 s"),
    "7": Row("inc", "e", each(1, ("vanthu", "rsync", "git", "fossil", "upload"), vanthu=5, upload=3), 600,
             "<= 230 s with cubic, <= 140 s with BBR", ("cubic", "bbr")),
    "8": Row("full", "b", each(1), 1800, "<= 360 s", usual=False),
    "9": Row("full", "c", each(1, CAREFUL), 4200, "<= 1,750 s with cubic, <= 1,550 s with BBR", ("cubic", "bbr"), False),
    "10": Row("full", "d1", each(1), 1800, "<= 500 s", usual=False),
    # Row 12, the bytes that the station sends for it, is taken from the same cells.
    "11": Row("full", "d2", each(1, vanthu=3, upload=2), 1800, "<= 500 s, <= 1.12 of its bytes sent", usual=False),
    "11q": Row("full", "d2x10", {"vanthu": 20}, 600, "what arrives is what was sent, whatever the seed", usual=False),
}


class Lost(Exception):
    """The user has ended the run."""


@dataclass
class Bench:
    programs: dict[str, programs.Program]
    data: Path
    over: threading.Event = field(default_factory=threading.Event)
    numbers: list[int] = field(default_factory=lambda: [0])
    lock: threading.Lock = field(default_factory=threading.Lock)

    def measure(self, cell: Cell) -> dict:
        if self.over.is_set():
            raise Lost
        with self.lock:
            self.numbers[0] += 1
            number = self.numbers[0]
        folder = self.data / f"run-{number}"
        program = self.programs[cell.program]
        programs.copy(program.states / cell.phase, folder)
        place = None
        try:
            place = lab.Lab(number)
            return self.run(cell, program, place, folder)
        finally:
            if place:
                place.close()
            shutil.rmtree(folder, ignore_errors=True)

    def run(self, cell: Cell, program: programs.Program, place: lab.Lab, folder: Path) -> dict:
        program.serve(place, folder)
        programs.await_port(place, programs.PORTS[cell.program])
        there_before = program.documents_there(folder)
        place.open(cell.profile, cell.seed, cell.control, folder / "figures.json")
        environment = {**os.environ, **program.environment(folder / "station")}
        began = time.monotonic()
        tries, is_done, first_seen = 0, False, None
        while not is_done and time.monotonic() - began < cell.limit:
            tries += 1
            attempt = place.start("station", program.words(folder, cell.phase), env=environment)
            while attempt.poll() is None and time.monotonic() - began < cell.limit:
                if self.over.wait(0.02):
                    raise Lost
                if there_before is not None and first_seen is None and cell.phase in ("inc", "full"):
                    if program.documents_there(folder) >= there_before + 20:
                        first_seen = time.monotonic() - began
            if attempt.poll() is None:
                break
            is_done = program.is_done(folder, cell.phase, attempt.returncode)
            if not is_done and self.over.wait(2):
                raise Lost
        seconds = time.monotonic() - began
        if is_done:
            # The connection is still being closed.
            time.sleep(0.3 + lab.PROFILES[cell.profile].get("rtt", 0) / 500)
        figures = place.shut()
        place.kill("station", "hub")
        is_right = is_done and program.is_there(folder, cell.phase)
        return {**cell.__dict__, "seconds": seconds, "tries": tries, "done": is_done, "right": is_right,
                "first_seen": first_seen, "load": os.getloadavg()[0], **figures}


def wanted(rows: list[str], seeds: int | None, limit: int | None) -> list[Cell]:
    cells = []
    for name in rows:
        row = ROWS[name]
        for program, number in row.seeds.items():
            for control in row.controls:
                # A program that does not finish runs once.
                if control != "cubic" and program not in CAREFUL:
                    continue
                for seed in range(1, (seeds or number) + 1):
                    cells.append(Cell(name, program, row.profile, row.phase, control, seed, limit or row.limit))
    # The longest runs start first.
    return sorted(cells, key=lambda cell: -cell.limit)


def kilobytes(number: float) -> str:
    return f"{number / 1000:,.1f} kB" if number < 1e6 else f"{number / 1e6:,.2f} MB"


def tables(cells: list[dict]) -> str:
    text = ["| row | what | line | goal | program | s: median (least–most) | bytes up | down | trips | tries | seeds | arrived |",
            "|---|---|---|---|---|---:|---:|---:|---:|---:|---:|---|"]
    for name, row in ROWS.items():
        for control in row.controls:
            for program in row.seeds:
                some = [c for c in cells if c["row"] == name and c["program"] == program and c["control"] == control]
                if some:
                    text.append(line(name, row, program, control, some))
    return "\n".join(text)


def line(name: str, row: Row, program: str, control: str, some: list[dict]) -> str:
    right = [cell for cell in some if cell["right"]]
    shown = right or some

    def middle(value) -> float:
        return statistics.median(value(cell) for cell in shown)

    times = [cell["seconds"] for cell in shown]
    seconds = f"{statistics.median(times):,.1f} ({min(times):,.1f}–{max(times):,.1f})"
    if not right:
        seconds = f"not in {some[0]['limit']:,} s"
    seen = [cell["first_seen"] for cell in right if cell["first_seen"]]
    if seen:
        seconds += f"; records seen at {statistics.median(seen):.1f} ({min(seen):.1f}–{max(seen):.1f})"
    trips = f"{middle(lambda c: c['trips'] or 0):.1f}" if row.profile == "r" else ""
    wrong = sum(cell["done"] and not cell["right"] for cell in some)
    arrived = f"{len(right)} of {len(some)}" + (f", {wrong} **wrong**" if wrong else "")
    what = PHASES[row.phase] + (", BBR" if control == "bbr" else "")
    return (f"| {name} | {what} | {row.profile} | {row.goal} | {program} | {seconds} "
            f"| {kilobytes(middle(lambda c: c['bytes']['up']))} | {kilobytes(middle(lambda c: c['bytes']['down']))} "
            f"| {trips} | {middle(lambda c: c['tries']):g} | {len(some)} | {arrived} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--programs", type=Path, default=Path(".build/release"))
    parser.add_argument("--data", type=Path, default=Path("bench-data/linklab"))
    parser.add_argument("--rows", nargs="*", default=[], help=f"{' '.join(ROWS)}, or all")
    parser.add_argument("--only", nargs="*", default=list(ALL), help="programs")
    parser.add_argument("--seeds", type=int, help="of every row, instead of its own number")
    parser.add_argument("--limit", type=int, help="seconds a cell may take, instead of its row's")
    parser.add_argument("--jobs", type=int, default=8, help="lines at once; they share only the processors")
    options = parser.parse_args()
    if why := lab.why_not():
        print(f"No network namespaces here ({why}): through a proxy, which loses no packets, and alone.\n", flush=True)
        sys.exit(subprocess.run([options.programs / "SyncFigures", "lines", options.programs]).returncode)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    rows = list(ROWS) if options.rows == ["all"] else options.rows or [name for name, row in ROWS.items() if row.usual]
    data = options.data.resolve()
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(parents=True)
    say(f"workload: {json.dumps(workload.make(data / 'workload'))}")
    there = {
        "vanthu": programs.Vanthu(data / "states", data / "workload", options.programs),
        **{one.name: one(data / "states", data / "workload")
           for one in (programs.Rsync, programs.Git, programs.Fossil, programs.Upload)}}
    there = {name: program for name, program in there.items() if name in options.only}
    bench = Bench(there, data)
    cells = []
    try:
        for program in there.values():
            began = time.monotonic()
            program.prepare()
            say(f"{program.name}: ready after {time.monotonic() - began:.0f} s")
        cells = measure_all(bench, [c for c in wanted(rows, options.seeds, options.limit) if c.program in there],
                            options.jobs)
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        for place in list(lab.Lab.standing):
            place.close()
        for name in ("workload", "states"):
            shutil.rmtree(data / name, ignore_errors=True)
        (data / "cells.json").write_text(json.dumps(cells, indent=1))
    print(tables(cells))
    versions = [subprocess.run(words, capture_output=True, text=True).stdout.split("\n")[0].strip()
                for words in (["rsync", "--version"], ["git", "--version"], ["fossil", "version"])]
    print(f"\nIP bytes of both hosts, retransmissions with them; medians over the seeds. {options.jobs} lines at once, "
          f"load {min((c['load'] for c in cells), default=0):.1f} to {max((c['load'] for c in cells), default=0):.1f}. "
          f"{'; '.join(versions)}.")


def measure_all(bench: Bench, wanted: list[Cell], jobs: int) -> list[dict]:
    cells = []
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        running = {pool.submit(bench.measure, cell): cell for cell in wanted}
        try:
            for done in concurrent.futures.as_completed(running):
                cell = running[done]
                try:
                    result = done.result()
                except Exception as error:
                    say(f"{cell}: {type(error).__name__} {error}")
                    continue
                cells.append(result)
                (bench.data / "cells.json").write_text(json.dumps(cells, indent=1))
                say(f"{len(cells)} of {len(wanted)}: {cell.row} {cell.program} {cell.profile} {cell.phase} {cell.control} "
                    f"seed {cell.seed}: {result['seconds']:.1f} s, {result['bytes']['up']} up, {result['bytes']['down']} down, "
                    f"{result['tries']} tries, {'right' if result['right'] else 'NOT ALL THERE'}")
        except KeyboardInterrupt:
            say("stopping")
            bench.over.set()
            pool.shutdown(wait=True, cancel_futures=True)
            raise SystemExit(130)
    return cells


def stop(*_) -> None:
    raise KeyboardInterrupt


def say(text: str) -> None:
    print(f"{time.strftime('%T')} {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
