#!/usr/bin/env python3
"""A province from outside: the real programs, hurt at random, must keep every promise they gave.

    chaos.py [--bin .build/debug] [--seed 1] [--rounds 10] [--seconds S] [--keep DIR]
    chaos.py --self-test

Knows only command lines, JSON and exit codes. A hub, four offices (one with two stations), bad lines, sticks, letters;
processes are killed and stopped, backups and old copies put back, a disk becomes full. After each round the faults end,
everybody exchanges until nothing is new, and everything is compared. See docs/simulator.md.
"""
from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import disk
from findings import Log
from round import Chaos

# A province is founded anew after so many rounds, so that a long run does not get slower and slower.
ROUNDS_OF_A_PROVINCE = 10


def repeat(options: argparse.Namespace, seed: str, count: int) -> str:
    return f"{sys.argv[0]} --bin {options.bin} --seed {seed} --rounds {count} --keep /tmp/chaos-{seed}"


def told(log: Log, options: argparse.Namespace, seed: str, folder: Path) -> None:
    for finding in log.findings[:12]:
        print(f"\nFAILED: {finding.check} at {finding.station or 'the province'}: {finding.words}")
        print(f"  seed {seed}, round {finding.round}; to repeat it: {repeat(options, seed, finding.round)}")
        for line in log.around(finding):
            print(f"  {line}")
    if len(log.findings) > 12:
        print(f"\nand {len(log.findings) - 12} more")
    print(f"All commands: {folder / 'commands.jsonl'}")


def province(options: argparse.Namespace, seed: str, rounds: int, until: float) -> tuple[int, bool]:
    """Runs the rounds of one province: how many there were, and whether all was well."""
    folder = Path(options.keep or tempfile.mkdtemp(prefix="vanthu-chaos-")).resolve()
    if options.keep:
        if folder.exists() and any(folder.iterdir()) and not (folder / "commands.jsonl").exists():
            sys.exit(f"{folder} holds something else than an earlier run: give --keep another folder.")
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    log = Log(folder)
    done = 0
    with ThreadPoolExecutor(12) as pool:
        chaos = Chaos(folder, Path(options.bin).resolve(), log, seed, pool)
        try:
            chaos.found()
            longest = 0.0
            while done < rounds and not log.findings and time.monotonic() + longest < until:
                began = time.monotonic()
                kind = chaos.round(done + 1)
                done += 1
                longest = max(longest, time.monotonic() - began)
                print(f"seed {seed}, round {done} ({kind}): {len(log.commands)} commands, "
                      f"{len(chaos.ledger.documents)} documents, quiet after {chaos.rest.rounds} exchanges, "
                      f"{time.monotonic() - began:.0f} s", flush=True)
        finally:
            chaos.end()
    if log.findings:
        told(log, options, seed, folder)
    elif not options.keep:
        shutil.rmtree(folder, ignore_errors=True)
    return done, not log.findings


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--bin", default=".build/debug", help="the folder of the programs")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=1e9, help="no round begins that would not end before")
    parser.add_argument("--keep", help="keep all files in this folder")
    parser.add_argument("--self-test", action="store_true", help="plant a fault for each check: it must be found")
    options = parser.parse_args()
    if missing := [name for name in ("vanthu", "vanthu-sync", "vanthu-hub") if not (Path(options.bin) / name).exists()]:
        sys.exit(f"{options.bin} lacks {', '.join(missing)}: build the programs, or name another folder with --bin.")
    disk.enter_own_mounts()
    if options.self_test:
        import selftest
        sys.exit(selftest.main(Path(options.bin).resolve()))
    began = time.monotonic()
    seeds = random.Random(options.seed)
    seed, done, well = str(options.seed), 0, True
    while done < options.rounds and well and (time.monotonic() - began < options.seconds or not done):
        rounds = min(ROUNDS_OF_A_PROVINCE, options.rounds - done)
        count, well = province(options, seed, rounds, began + options.seconds)
        done += count
        if not count:
            break
        seed = str(seeds.randrange(10 ** 9))
    few = f" of {options.rounds}, in the time that was given" if well and done < options.rounds else ""
    print(f"{done} rounds{few}, {time.monotonic() - began:.0f} s" + ("" if well else ": FAILED"))
    sys.exit(not well)


if __name__ == "__main__":
    main()
