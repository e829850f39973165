#!/usr/bin/env python3
"""Compares vanthu with other programs on the same documents, rounds interleaved, and prints tables.

    bench.py prepare|run --program VANTHU --data FOLDER --sizes 10000 100000 --rounds 3 [--only NAME …]

`prepare` makes the sample offices and the other programs' corpora (once); `run` measures and writes results.json and
results.md into the folder. Wall times are meaningful only on an idle machine: the load is recorded with them.
"""
from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import ptybench

HERE = Path(__file__).parent
MOVES = "down*100 pagedown*60 (end home)*20 burst:down*200"
FEW_MOVES = "down*50 pagedown*30 (end home)*5 burst:down*200"
DATED_ROWS = r"rows:18:\d\d/\d\d"


@dataclass
class Peer:
    """A program on one size of the corpus."""

    name: str
    command: list[str]
    expect: str
    keys: str = ""
    folder: str | None = None
    most: int = 10_000_000
    """The largest size at which it is run."""


@dataclass
class Timed:
    """A process that ran to its end."""

    wall: float
    cpu: float
    peak: int


def timed(command: list[str], environment: dict[str, str], output: Path | None = None, sent: str | None = None) -> Timed:
    with open(output or os.devnull, "wb") as sink:
        begun = time.monotonic()
        process = subprocess.Popen(command, env=environment, stdout=sink, stderr=subprocess.PIPE,
                                   stdin=subprocess.PIPE if sent is not None else subprocess.DEVNULL)
        if sent is not None and process.stdin:
            process.stdin.write(sent.encode())
            process.stdin.close()
        said = process.stderr.read() if process.stderr else b""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}: {said.decode()[-500:]}")
    return Timed((time.monotonic() - begun) * 1000, (usage.ru_utime + usage.ru_stime) * 1000, usage.ru_maxrss)


class Bench:
    def __init__(self, program: Path, data: Path, rounds: int, only: list[str]) -> None:
        self.program, self.data, self.rounds, self.only = str(program), data, rounds, only
        home = data / "home"
        home.mkdir(parents=True, exist_ok=True)
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("VANTHU")} | {
            "HOME": str(home), "XDG_STATE_HOME": str(home), "XDG_CONFIG_HOME": str(home), "XDG_DATA_HOME": str(home),
            "LC_ALL": "C.UTF-8", "NOTMUCH_CONFIG": "",
        }

    def folder(self, size: int) -> Path:
        return self.data / str(size)

    # MARK: preparing

    def prepare(self, size: int) -> None:
        folder = self.folder(size)
        folder.mkdir(parents=True, exist_ok=True)
        office = folder / "office"
        if not office.exists():
            took = timed([self.program, "sample", "--office", str(office), "--documents", str(size), "--seed", "1"], self.environment)
            (folder / "sample.json").write_text(json.dumps(vars(took)))
        if not (folder / "queries.json").exists():
            export = folder / "incoming.tsv"
            timed([self.program, "export", "incoming", "--office", str(office), "--format", "tsv", "--to", str(export)], self.environment)
            what = ["list", "table"] + (["maildir", "git"] if size <= 100_000 else []) + ["queries"]
            with open(export) as lines:
                subprocess.run([sys.executable, str(HERE / "corpus.py"), str(folder), *what], stdin=lines, check=True)
            export.unlink()
        (folder / "muttrc").write_text(
            f'set folder="{folder}"\nset header_cache="{folder}/hcache"\nset sort=reverse-date\nset maildir_header_cache_verify=no\n'
            'set index_format="%4C %D %-20.20F %s"\nset date_format="%d/%m/%Y"\n')
        (folder / "notmuch").write_text(f"[database]\npath={folder}/Maildir\n[user]\nname=x\nprimary_email=x@x\n[new]\ntags=\n")
        if (folder / "Maildir").exists() and not (folder / "Maildir/.notmuch").exists():
            took = timed(["notmuch", "--config", str(folder / "notmuch"), "new", "--quiet"], self.environment)
            (folder / "notmuch.json").write_text(json.dumps(vars(took)))

    # MARK: on the screen

    def vanthu(self, size: int, *first: str) -> list[str]:
        return [self.program, "--office", str(self.folder(size) / "office"), *first]

    def peers(self, size: int) -> list[Peer]:
        folder = self.folder(size)
        aerc = folder / "aerc"
        aerc.mkdir(exist_ok=True)
        accounts = aerc / "accounts.conf"
        accounts.write_text(f"[bench]\nsource = maildir://{folder}\ndefault = Maildir\nfrom = x <x@x>\n")
        accounts.chmod(0o600)
        listed = str(folder / "list.txt")
        commits = r"rows:18:\d{4}-\d\d-\d\d"
        return [
            Peer("vanthu box", self.vanthu(size), r"rows:18:\d", "(down up)*50 (end home)*20"),
            Peer("vanthu register", self.vanthu(size, "screen", "list incoming --all"), r"rows:18:\d\d/\d\d|\s\d+ ", MOVES),
            Peer("less", ["less", "-nS", listed], DATED_ROWS, MOVES),
            Peer("vim", ["vim", "-u", "NONE", "-N", "-n", "-R", "--cmd", "set nowrap", listed], DATED_ROWS, "down*100 @pagedown:ctrl-f*60 burst:down*200"),
            Peer("fzf", ["sh", "-c", f"fzf --layout=reverse --no-mouse < {listed}"], DATED_ROWS + r" && \d{4,}/\d{4,}", "down*50 pagedown*30 burst:down*200"),
            Peer("mutt", ["mutt", "-n", "-F", str(folder / "muttrc"), "-f", str(folder / "Maildir")], DATED_ROWS, FEW_MOVES, most=100_000),
            Peer("tig", ["tig"], commits, FEW_MOVES, str(folder / "git"), most=100_000),
            Peer("aerc", ["aerc"], r"rows:15:\d{4}-\d\d-\d\d|\d\d:\d\d", "", most=100_000),
        ]

    def typing(self, size: int) -> Iterable[tuple[str, Peer]]:
        """Search as you type, a class of queries at a time."""
        kinds: dict[str, list[str]] = json.loads((self.folder(size) / "queries.json").read_text())
        for kind, queries in kinds.items():
            keys = " ".join(f"type:{query.replace(' ', '_')} send:ctrl-u" for query in queries)
            yield kind, Peer("vanthu", self.vanthu(size, "screen", "list incoming --all"), r"rows:18:\d", "send:f5 " + keys)
            if kind in ("frequent", "rare", "two"):
                listed = self.folder(size) / "list.txt"
                yield kind, Peer("fzf", ["sh", "-c", f"fzf --layout=reverse --no-mouse < {listed}"], DATED_ROWS + r" && \d{4,}/\d{4,}", "wait:0.3 " + keys)

    def once(self, peer: Peer, size: int) -> ptybench.Run:
        environment = self.environment | ({"XDG_CONFIG_HOME": str(self.folder(size))} if peer.name == "aerc" else {})
        return ptybench.measure(peer.command, peer.expect, peer.keys, folder=peer.folder, environment=environment)

    def screens(self, size: int) -> dict[str, dict[str, object]]:
        """Each program's first screen and keys, rounds interleaved."""
        peers = [peer for peer in self.peers(size) if size <= peer.most and self.wanted(peer.name)]
        runs: dict[str, list[ptybench.Run]] = {}
        for turn in range(self.rounds):
            for peer in peers:
                try:
                    runs.setdefault(peer.name, []).append(self.once(peer, size))
                except (RuntimeError, OSError) as fault:
                    print(f"{peer.name}: {fault}", file=sys.stderr)
                print(f"{size} round {turn + 1} {peer.name}", file=sys.stderr, flush=True)
        return {name: ptybench.summary(of) for name, of in runs.items() if of}

    def letters(self, size: int) -> dict[str, dict[str, object]]:
        runs: dict[str, list[ptybench.Run]] = {}
        for _ in range(max(1, self.rounds - 1)):
            for kind, peer in self.typing(size):
                if not self.wanted(peer.name):
                    continue
                try:
                    run = self.once(peer, size)
                except RuntimeError as fault:
                    print(f"{peer.name}: {fault}", file=sys.stderr)
                    continue
                runs.setdefault(f"{peer.name}: {kind}", []).append(run)
                runs.setdefault(f"{peer.name}: all", []).append(run)
        return {name: ptybench.summary(of)["keys"].get("type", {}) for name, of in runs.items()}  # type: ignore[attr-defined]

    def wanted(self, name: str) -> bool:
        return not self.only or any(name.startswith(one) for one in self.only)

    # MARK: without a screen

    def processes(self, size: int) -> dict[str, dict[str, float]]:
        """One search per process, the process included."""
        folder = self.folder(size)
        kinds: dict[str, list[str]] = json.loads((folder / "queries.json").read_text())
        result: dict[str, dict[str, float]] = {}
        for kind in ("frequent", "rare", "two", "phrase"):
            took: dict[str, list[Timed]] = {}
            for query in kinds[kind] * self.rounds:
                took.setdefault("vanthu search", []).append(timed(
                    [*self.vanthu(size, "search"), query, "--limit", "50"], self.environment))
                statement = ("SELECT document.* FROM search JOIN document ON document.id = search.rowid "
                             f"WHERE search MATCH '{query}' ORDER BY search.rowid DESC LIMIT 50")
                took.setdefault("sqlite3 FTS5", []).append(timed(["sqlite3", str(folder / "table.db"), statement], self.environment))
                if (folder / "Maildir/.notmuch").exists():
                    took.setdefault("notmuch search", []).append(timed(
                        ["notmuch", "--config", str(folder / "notmuch"), "search", "--limit=50", query], self.environment))
            for name, times in took.items():
                result[f"{name}: {kind}"] = spread(times)
        return result

    def registering(self, size: int) -> dict[str, dict[str, float]]:
        """A power-safe registration per process, and a power-safe row per commit on the same disk."""
        office = self.data / "registering"
        for old in self.data.glob("registering*"):
            old.unlink()
        shutil.copy(self.folder(size) / "office", office)
        ours, floor = [], []
        for number in range(20 * self.rounds):
            ours.append(timed([self.program, "register", f"{number + 1}/UBND-BM", "--office", str(office), "--from", "UBND tỉnh Cao Bằng",
                               "--date", "2026-11-20", "--type", "Công văn", "--subject", f"V/v đo {number}"], self.environment))
            floor.append(timed(["sqlite3", str(self.data / "registering.floor"), "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
                                "CREATE TABLE IF NOT EXISTS x (a); INSERT INTO x VALUES ('V/v đo');"], self.environment))
        result = {"vanthu register, a process each": spread(ours), "sqlite3 INSERT, a process each": spread(floor)}
        result["sqlite, a commit a row in one process"] = self.commits()
        for old in self.data.glob("registering*"):
            old.unlink()
        return result

    def commits(self) -> dict[str, float]:
        base = sqlite3.connect(self.data / "registering.one", isolation_level=None)
        base.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE x (a)")
        times = []
        for number in range(300):
            begun = time.monotonic()
            base.execute("INSERT INTO x VALUES (?)", ("V/v đo " * 20,))
            times.append(Timed((time.monotonic() - begun) * 1000, 0, 0))
        base.close()
        return spread(times)

    def throughput(self, size: int) -> dict[str, dict[str, float]]:
        """The long operations, once."""
        folder, scratch = self.folder(size), self.data / "scratch"
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir()
        result: dict[str, dict[str, float]] = {}
        export = scratch / "incoming.csv"
        works = {
            "verify": ["verify"], "backup": ["backup", str(scratch / "copy")],
            "export": ["export", "incoming", "--format", "csv", "--to", str(export)],
        }
        for name, words in works.items():
            result[name] = vars(timed(self.vanthu(size, *words), self.environment))
        fresh = ["--office", str(scratch / "fresh")]
        timed([self.program, "init", *fresh, "--organ-id", "000.00.00.H14", "--name", "UBND xã Đàm Thủy", "--place", "Đàm Thủy", "--clerk", "Văn thư 1"], self.environment)
        try:
            result["import of that export"] = vars(timed([self.program, "import", str(export), *fresh], self.environment))
        except SystemExit as fault:
            print(fault, file=sys.stderr)
        for name in ("sample", "notmuch"):
            if (folder / f"{name}.json").exists():
                result["notmuch new" if name == "notmuch" else name] = json.loads((folder / f"{name}.json").read_text())
        shutil.rmtree(scratch)
        return result


def spread(times: list[Timed]) -> dict[str, float]:
    walls = [one.wall for one in times]
    return {"p50": round(ptybench.percentile(walls, 0.5), 2), "p95": round(ptybench.percentile(walls, 0.95), 2),
            "cpu": round(ptybench.percentile([one.cpu for one in times], 0.5), 2), "count": len(times)}


def tables(results: dict[str, dict]) -> str:
    """Returns the results as Markdown."""
    lines: list[str] = []
    for size, parts in results.items():
        lines.append(f"\n### {int(size):,} documents (load {parts['load'][0]:.1f} → {parts['load'][1]:.1f})".replace(",", " "))
        if parts.get("screens"):
            lines += ["", "| program | first screen ms (least) | CPU ms | bytes | peak RSS MB | own MB |", "|---|---|---|---|---|---|"]
            lines += [f"| {name} | {one['start']} ({one['startLeast']}) | {one['startCPU']} | {one['startBytes']:.0f} | "
                      f"{one['peakKB'] / 1024:.1f} | {one['anonymousKB'] / 1024:.1f} |" for name, one in parts["screens"].items()]
            lines += ["", "| program | key | p50 ms | p95 | p99 | bytes (mean) | CPU ms |", "|---|---|---|---|---|---|---|"]
            lines += [f"| {name} | {key} | {row(of)} |" for name, one in parts["screens"].items() for key, of in one["keys"].items() if of["count"]]
        if parts.get("letters"):
            lines += ["", "| a letter of a search | p50 ms | p95 | p99 | bytes (mean) | CPU ms |", "|---|---|---|---|---|---|"]
            lines += [f"| {name} | {row(of)} |" for name, of in parts["letters"].items() if of.get("count")]
        for title, part in (("a process each", "processes"), ("power-safe", "registering")):
            if parts.get(part):
                lines += ["", f"| {title} | p50 ms | p95 | CPU ms |", "|---|---|---|---|"]
                lines += [f"| {name} | {one['p50']} | {one['p95']} | {one['cpu']} |" for name, one in parts[part].items()]
        if parts.get("throughput"):
            lines += ["", "| long work | wall s | CPU s | peak RSS MB |", "|---|---|---|---|"]
            lines += [f"| {name} | {one['wall'] / 1000:.1f} | {one['cpu'] / 1000:.1f} | {one['peak'] / 1024:.0f} |" for name, one in parts["throughput"].items()]
    return "\n".join(lines) + "\n"


def row(of: dict[str, float]) -> str:
    return f"{of['p50']} | {of['p95']} | {of['p99']} | {of['bytes']:.0f} ({of['bytesMean']:.0f}) | {of['cpu']}"


PARTS = ("screens", "letters", "processes", "registering", "throughput")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["prepare", "run"])
    parser.add_argument("--program", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", nargs="*", default=[], help="programs whose names begin so")
    parser.add_argument("--parts", nargs="*", default=PARTS, choices=PARTS)
    given = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    bench = Bench(given.program.resolve(), given.data.resolve(), given.rounds, given.only)
    results: dict[str, dict] = {}
    for size in given.sizes:
        if given.what == "prepare":
            bench.prepare(size)
            continue
        parts: dict[str, object] = {"load": [os.getloadavg()[0]]}
        results[str(size)] = parts
        for part in given.parts:
            if part == "registering" and size > 100_000:
                continue  # a copy of gigabytes for the same commit
            parts[part] = getattr(bench, part)(size)
            parts["load"] = [parts["load"][0], os.getloadavg()[0]]  # type: ignore[index]
            (bench.data / "results.json").write_text(json.dumps(results, ensure_ascii=False, indent=1))
            (bench.data / "results.md").write_text(tables(results))
    if given.what == "run":
        print(tables(results))


if __name__ == "__main__":
    main()
