"""What happens to whole PCs and to the hub: crashes, backups put back, old copies, a full disk, bad lines."""
from __future__ import annotations

import os
import random
import shutil
import signal
import time
from pathlib import Path

from ledger import Ledger
from province import Hub, Province, Snapshot, Station
from proxy import MODES


class Accidents:
    def __init__(self, province: Province, ledger: Ledger):
        self.province = province
        self.ledger = ledger
        self.chance = random.Random(f"{province.seed}/accidents")
        self.count = 0

    def path(self, name: str) -> Path:
        self.count += 1
        folder = self.province.folder / "kept"
        folder.mkdir(exist_ok=True)
        return folder / f"{name}-{self.count}"

    def line(self) -> None:
        """The line of one station becomes a bad one, or good again."""
        station = self.chance.choice(list(self.province.stations.values()))
        station.proxy.mode = "good" if self.chance.random() < 0.25 else self.chance.choice(MODES)
        self.province.log.note(station.key, f"line: {station.proxy.mode}")

    def all_well(self) -> None:
        for station in self.province.stations.values():
            station.proxy.mode = "good"
            if station.disk:
                station.disk.free()
        self.province.hub.start()

    # The hub.

    def hub_killed(self) -> None:
        number = signal.SIGKILL if self.chance.random() < 0.7 else signal.SIGTERM
        self.province.log.note("hub", f"signal {number.name}, then serve again")
        with self.province.hub.lock:
            self.province.hub.stop(number)
            time.sleep(self.chance.uniform(0, 0.5))
            self.province.hub.start()

    def hub_stopped(self) -> None:
        """The hub does nothing for a while."""
        hub = self.province.hub
        lasting = self.chance.uniform(0.2, 2)
        self.province.log.note("hub", f"SIGSTOP for {lasting:.1f} s")
        self.province.programs.hold_up(lasting + 5)
        with hub.lock:
            if hub.process and hub.process.poll() is None:
                hub.process.send_signal(signal.SIGSTOP)
                time.sleep(lasting)
                hub.process.send_signal(signal.SIGCONT)

    def hub_backup(self) -> None:
        path = self.path("hub")
        began = time.monotonic()
        if self.province.hub.run("backup", str(path)).acknowledged:
            self.province.hub.backups.append(Snapshot(path, began))

    def hub_restored(self) -> None:
        """As chapter 15 says: the folder is put aside, a backup in its place."""
        hub: Hub = self.province.hub
        if not hub.backups:
            return
        backup = self.chance.choice(hub.backups[-3:])
        self.province.log.note("hub", f"restored from the backup of {time.monotonic() - backup.at:.0f} s ago")
        with hub.lock:
            hub.stop(signal.SIGKILL if self.chance.random() < 0.5 else signal.SIGTERM)
            hub.folder.rename(self.path("hub-put-aside"))
            # In one step: a command that goes on with the old folder must not find half of the new one.
            shutil.copytree(backup.path, staged := self.path("hub-staged"))
            staged.rename(hub.folder)
            hub.start()

    # A station. Only while no other command works on its file.

    def backup(self, station: Station) -> None:
        path = self.path(f"{station.key}.db")
        began = time.monotonic()
        if station.run("backup", str(path)).acknowledged:
            station.backups.append(Snapshot(path, began))

    def restored(self, station: Station) -> None:
        if not station.backups:
            return
        backup = self.chance.choice(station.backups[-3:])
        self.province.log.note(station.key, f"a backup of {time.monotonic() - backup.at:.0f} s ago is restored")
        if station.run("restore", str(backup.path)).acknowledged:
            station.went_back = True
            self.ledger.rolled_back(station.key, backup.at)

    def copy(self, station: Station) -> None:
        """Copies the file as a person does who knows nothing of backups, while no program has it open."""
        target = self.path(f"{station.key}-copy")
        target.mkdir()
        began = time.monotonic()
        for name in ("office.db", "office.db-wal"):
            if (station.home / name).exists():
                shutil.copy(station.home / name, target / name)
        station.copies.append(Snapshot(target, began))

    def copy_put_back(self, station: Station) -> None:
        if not station.copies:
            return
        copy = station.copies.pop()
        ago = time.monotonic() - copy.at
        self.province.log.note(station.key, f"a copy of {ago:.0f} s ago is put back, and nobody is told")
        for name in ("office.db-wal", "office.db-shm"):
            (station.home / name).unlink(missing_ok=True)
        for path in copy.path.iterdir():
            shutil.copy(path, station.home / f"{path.name}.new")
            os.replace(station.home / f"{path.name}.new", station.home / path.name)
        station.went_back = True
        self.ledger.rolled_back(station.key, copy.at)

    def disk_full(self, station: Station) -> None:
        if station.disk:
            left = self.chance.choice((0, 4096, 40_000, 200_000))
            if station.disk.fill(left):
                self.province.log.note(station.key, f"disk full, {left} bytes left")

    def disk_freed(self, station: Station) -> None:
        if station.disk:
            station.disk.free()
            self.province.log.note(station.key, "disk no longer full")
