"""A small province on loopback: a hub, four offices, one of them with two stations, each behind a line of its own."""
from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from disk import SmallDisk
from findings import Log
from programs import Answer, Hurt, Programs
from proxy import Proxy


@dataclass(frozen=True)
class Office:
    key: str
    organ: str
    name: str
    symbol: str


OFFICES = [
    Office("hd", "xa-2025-01351/ubnd", "UBND xã Hưng Đạo", "UBND"),
    Office("snv", "so-noi-vu", "Sở Nội vụ tỉnh Cao Bằng", "SNV"),
    Office("tk", "xa-2025-01477/ubnd", "UBND xã Trùng Khánh", "UBND"),
    Office("dt", "xa-2025-01501/ubnd", "UBND xã Đàm Thủy", "UBND"),
]
BY_KEY = {office.key: office for office in OFFICES}
# The name of each station and its office. The last one has a small disk, if the system allows it.
STATIONS = [("h1", "hd"), ("h2", "hd"), ("snv", "snv"), ("tk", "tk"), ("dt", "dt")]


def surroundings(home: Path) -> dict[str, str]:
    """The environment of a program on a PC of its own."""
    return {"PATH": os.environ.get("PATH", ""), "HOME": str(home), "LANG": "C.UTF-8", "TZ": "Asia/Ho_Chi_Minh",
            "XDG_STATE_HOME": str(home / "state"), "XDG_DATA_HOME": str(home / "data"),
            "XDG_CONFIG_HOME": str(home / "config"), "TMPDIR": str(home)}


@dataclass
class Snapshot:
    """A backup, or a copy of the file of an office, and when it was made."""

    path: Path
    at: float


@dataclass
class Station:
    key: str
    office: Office
    home: Path
    programs: Programs
    proxy: Proxy
    disk: SmallDisk | None = None
    name: str = ""
    backups: list[Snapshot] = field(default_factory=list)
    copies: list[Snapshot] = field(default_factory=list)
    # A backup was restored, or an old copy put back, since the last time everything was quiet.
    went_back: bool = False

    @property
    def file(self) -> Path:
        return self.home / "office.db"

    def run(self, *line: str, hurt: Hurt | None = None, json: bool = True) -> Answer:
        environment = surroundings(self.home) | {"VANTHU_OFFICE": str(self.file)}
        return self.programs.run(self.key, "vanthu", list(line), environment, hurt, json)


class Hub:
    def __init__(self, folder: Path, programs: Programs):
        self.folder = folder / "hub"
        self.home = folder / "hub-home"
        self.home.mkdir()
        self.programs = programs
        self.backups: list[Snapshot] = []
        self.process: subprocess.Popen | None = None
        self.lock = threading.RLock()
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self.port = probe.getsockname()[1]

    def run(self, *line: str, json: bool = True) -> Answer:
        environment = surroundings(self.home) | {"VANTHU_HUB_DATA": str(self.folder)}
        return self.programs.run("hub", "vanthu-hub", list(line), environment, None, json)

    def start(self) -> None:
        with self.lock:
            if self.process:
                return
            with (self.home / "serve.log").open("a") as log:
                self.process = self.programs.start(
                    "vanthu-hub", ["serve", "--plain", "--listen", f"127.0.0.1:{self.port}"],
                    surroundings(self.home) | {"VANTHU_HUB_DATA": str(self.folder)}, stdout=log, stderr=log)
            for _ in range(200):
                try:
                    socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                    return
                except OSError:
                    time.sleep(0.05)
            said = (self.home / "serve.log").read_text()[-400:]
            self.programs.log.find("hub", "hub", f"the hub does not serve: {said}")

    def stop(self, number: int = signal.SIGTERM) -> None:
        """Stops the hub by its own process id; it must end with 0 if it was asked to."""
        with self.lock:
            if not self.process:
                return
            if (ended := self.process.poll()) is not None:
                self.programs.log.find("crash", "hub", f"the hub ended by itself with {ended}")
            else:
                self.process.send_signal(signal.SIGCONT)
                self.process.send_signal(number)
                try:
                    code = self.process.wait(40)
                    if number == signal.SIGTERM and code:
                        self.programs.log.find("code", "hub", f"serve ended with {code} after SIGTERM")
                except subprocess.TimeoutExpired:
                    self.programs.log.find("slow", "hub", "serve did not end within 40 s after a signal")
                    self.process.kill()
                    self.process.wait()
            self.process = None

    def code(self, organ: str) -> str:
        """A code that enrols one station of an office."""
        answer = self.run("enrol", organ)
        return answer.json["code"] if answer.json else ""


class Province:
    def __init__(self, folder: Path, bin_folder: Path, log: Log, seed: str):
        self.folder = folder
        self.log = log
        self.seed = seed
        self.programs = Programs(bin_folder, log)
        self.hub = Hub(folder, self.programs)
        self.stations: dict[str, Station] = {}

    def found(self) -> None:
        """Makes the hub and the offices, and enrols all stations over good lines."""
        self.hub.run("init", "--name", "VP UBND tỉnh Cao Bằng")
        # A busy day is not what is tested here, and no office may wait for tomorrow.
        self.hub.run("quota", "set", "--default", "documents=5000", "changes=5000", json=False)
        self.hub.start()
        for key, of in STATIONS:
            office = BY_KEY[of]
            home = self.folder / key
            home.mkdir()
            disk = SmallDisk.mount(home) if key == "dt" else None
            proxy = Proxy(self.hub.port, f"{self.seed}/{key}/line")
            station = Station(key, office, home, self.programs, proxy, disk, name=f"Máy {key}")
            self.stations[key] = station
            if any(other.office == office for other in self.stations.values() if other is not station):
                answer = station.run("join", "--from-hub", proxy.url, "--code", self.hub.code(office.organ), "--name",
                                     station.name)
            else:
                station.run("init", "--name", office.name, "--organ-id", office.organ, "--place", "Cao Bằng", "--clerk",
                            f"Văn thư {key}", "--symbol", office.symbol)
                answer = station.run("enrol", "--hub", proxy.url, "--code", self.hub.code(office.organ), "--name",
                                     station.name)
            if not answer.acknowledged:
                self.log.find("set-up", key, answer.err)
            station.run("sync")
        for station in self.stations.values():
            station.run("sync")

    def of(self, office: str) -> list[Station]:
        return [station for station in self.stations.values() if station.office.key == office]

    def end(self) -> None:
        self.hub.stop()
        for station in self.stations.values():
            station.proxy.close()
            if station.disk:
                station.disk.unmount()

    def remove(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
