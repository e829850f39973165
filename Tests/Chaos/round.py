"""One round: the clerks work, things go wrong, then everything comes to rest and is compared."""
from __future__ import annotations

import random
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from accidents import Accidents
from acts import Clerk
from carriers import Carriers
from checks import Checks
from findings import Log
from ledger import Ledger
from programs import Answer, Hurt
from province import Province, Station
from rest import Rest
from view import look_everywhere

# Seconds that the clerks work in a round.
WORKING = 6.0
# Never both in a round: what both the hub and the PC have lost nobody has (docs/simulator.md).
KINDS = ("hub", "stations", "lines")


class Chaos:
    def __init__(self, folder: Path, bin_folder: Path, log: Log, seed: str, pool: ThreadPoolExecutor):
        self.log = log
        self.pool = pool
        self.ledger = Ledger()
        self.province = Province(folder, bin_folder, log, seed)
        self.accidents = Accidents(self.province, self.ledger)
        self.carriers = Carriers(folder, self.province.hub, seed)
        self.rest = Rest(self.province, self.ledger)
        self.clerks: dict[str, Clerk] = {}
        # Second windows on the same file.
        self.windows: list[Clerk] = []
        self.chance = random.Random(f"{seed}/rounds")
        self.until = 0.0

    def found(self) -> None:
        self.province.found()
        self.clerks = {key: Clerk(self.province, self.ledger, one) for key, one in self.province.stations.items()}
        self.windows = [
            Clerk(self.province, self.ledger, self.province.stations[key], "second") for key in ("h1", "snv")]

    def end(self) -> None:
        self.accidents.all_well()
        self.province.end()

    def round(self, number: int) -> str:
        self.log.round = number
        kind = KINDS[(number - 1 + self.chance.randrange(2)) % len(KINDS)]
        self.work(kind, WORKING, hurts=True)
        self.quiet()
        return kind

    def quiet(self) -> None:
        """Everything comes to rest and is compared."""
        self.accidents.all_well()
        self.rest.come(self.pool)
        self.compare()

    def compare(self) -> None:
        views = look_everywhere(self.province, self.pool)
        Checks(self.province, self.ledger, views).all(self.pool)

    def work(self, kind: str, seconds: float, hurts: bool) -> None:
        self.until = time.monotonic() + seconds
        desks = []
        for clerk in self.clerks.values():
            clerk.hurts, clerk.hands_over = hurts, kind != "stations"
            desks.append(self.pool.submit(self.desk, clerk, kind))
        # A file is put back while nobody else works on it.
        if kind != "stations":
            for window in self.windows:
                window.hurts = hurts
                desks.append(self.pool.submit(self.window, window))
        if hurts:
            self.go_wrong(kind)
        for desk in desks:
            desk.result()

    # What goes wrong around the clerks, until their time is over.

    def go_wrong(self, kind: str) -> None:
        self.accidents.hub_backup()
        while time.monotonic() < self.until:
            time.sleep(self.chance.uniform(0.1, 0.4))
            what = self.chance.random()
            if what < 0.7:
                self.accidents.line()
            elif what < 0.8:
                self.accidents.hub_stopped()
            elif what < 0.9:
                self.accidents.hub_killed()
            elif kind == "hub":
                self.accidents.hub_restored()
        if kind == "hub":
            self.accidents.hub_restored()
        self.accidents.all_well()

    # A desk.

    def window(self, clerk: Clerk) -> None:
        while time.monotonic() < self.until:
            clerk.act()
            time.sleep(clerk.chance.uniform(0, 0.3))

    def desk(self, clerk: Clerk, kind: str) -> None:
        syncing: list[Future[Answer]] = []
        while time.monotonic() < self.until:
            what = clerk.chance.random()
            if what < 0.7:
                clerk.act()
            elif not clerk.hurts:
                self.rest.sync(clerk.station)
            elif what < 0.84:
                # A sync runs while the clerk goes on, two on one file.
                syncing = [one for one in syncing if not one.done()]
                if len(syncing) < 2:
                    syncing.append(self.pool_sync(clerk))
            elif what < 0.87:
                self.carriers.stick(clerk.station)
            elif what < 0.9:
                self.carriers.mail(clerk.station)
            else:
                self.accident(clerk, kind, syncing)
        for one in syncing:
            one.result()

    def pool_sync(self, clerk: Clerk) -> Future[Answer]:
        hurt = clerk.hurt()
        if hurt:
            hurt = Hurt(hurt.what, hurt.after * 3, hurt.lasting)
        few = clerk.chance.random() < 0.15
        future: Future[Answer] = Future()

        def run() -> None:
            line = ["sync", "--max-bytes", "8000"] if few else ["sync"]
            answer = clerk.station.run(*line, hurt=hurt)
            if answer.code == 0:
                self.ledger.synced(clerk.station.key, answer.began)
            future.set_result(answer)

        threading.Thread(target=run).start()
        return future

    def accident(self, clerk: Clerk, kind: str, syncing: list[Future[Answer]]) -> None:
        """Something that happens to the file of a station, while nothing else works on it."""
        station = clerk.station
        if station.disk and clerk.chance.random() < 0.5:
            self.accidents.disk_full(station)
            for _ in range(4):
                clerk.act()
            return self.accidents.disk_freed(station)
        if clerk.chance.random() < 0.5:
            return self.accidents.backup(station)
        if kind != "stations" or station.went_back and clerk.chance.random() < 0.7:
            return None
        for one in syncing:
            one.result()
        syncing.clear()
        self.back(clerk, station)
        return None

    def back(self, clerk: Clerk, station: Station) -> None:
        if clerk.chance.random() < 0.6:
            self.accidents.restored(station)
        elif station.copies:
            self.accidents.copy_put_back(station)
        else:
            self.accidents.copy(station)
