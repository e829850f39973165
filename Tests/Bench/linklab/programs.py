"""The programs that transfer the same documents over the same line, each with its own test for completeness."""
from __future__ import annotations

import filecmp
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from lab import HUB, Lab

HERE = Path(__file__).parent
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def do(*words, cwd: Path | None = None, environment: dict | None = None) -> str:
    done = subprocess.run(
        [str(word) for word in words], cwd=cwd, env={**os.environ, **(environment or {})}, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{' '.join(map(str, words))}: {done.stdout}{done.stderr}")
    return done.stdout


def copy(source: Path, target: Path) -> None:
    subprocess.run(["cp", "-a", "--reflink=auto", str(source), str(target)], check=True)


def merged(target: Path, *folders: Path) -> None:
    """The files of several phases in one folder, as an office's has them."""
    for folder in folders:
        shutil.copytree(folder, target, dirs_exist_ok=True)


def same(left: Path, right: Path) -> bool:
    def look(compared: filecmp.dircmp) -> bool:
        if compared.left_only or compared.right_only or compared.funny_files:
            return False
        _, differ, odd = filecmp.cmpfiles(compared.left, compared.right, compared.common_files, shallow=False)
        return not differ and not odd and all(look(below) for below in compared.subdirs.values())

    return look(filecmp.dircmp(left, right))


class Program:
    """`states` holds, for each phase, what the station and the hub have before it; a run works on a copy."""

    name = ""
    phases = ("full", "inc", "rec", "noop")

    def __init__(self, states: Path, workload: Path):
        self.states = states / self.name
        self.workload = workload

    def prepare(self) -> None:
        """Makes `states`: PHASE/station and PHASE/hub. `inc`, `rec`, `noop` come after a complete `full`."""
        raise NotImplementedError

    def serve(self, lab: Lab, folder: Path) -> None:
        raise NotImplementedError

    def words(self, folder: Path, phase: str) -> list[str]:
        """Returns the command that the station repeats until everything is there."""
        raise NotImplementedError

    def is_there(self, folder: Path, phase: str) -> bool:
        """Whether the hub has everything, byte for byte."""
        raise NotImplementedError

    def is_done(self, folder: Path, phase: str, status: int) -> bool:
        """Whether the station itself, or a script around it, would stop here."""
        return status == 0

    def documents_there(self, folder: Path) -> int | None:
        """Returns how many entries the hub has, if that is visible while files are still transferred."""
        return None

    def environment(self, folder: Path) -> dict:
        return {"HOME": str(folder), "LC_ALL": "C.UTF-8"}

    def wanted(self, phase: str) -> list[Path]:
        """Returns the folders of the workload that must be at the hub after a phase."""
        return [self.workload / name for name in dict.fromkeys(["full", phase]) if name != "noop"]


class Vanthu(Program):
    name = "vanthu"

    def __init__(self, states: Path, workload: Path, programs: Path):
        super().__init__(states, workload)
        self.programs = programs.resolve()

    def vanthu(self, folder: Path, *words) -> str:
        return do(
            self.programs / "vanthu", "--office", folder / "office.db", *words, environment=self.environment(folder))

    def environment(self, folder: Path) -> dict:
        return super().environment(folder) | {
            "XDG_DATA_HOME": "", "XDG_STATE_HOME": "", "XDG_CONFIG_HOME": "", "VANTHU_OFFICE": "",
            "VANTHU_HUB_DATA": str(folder.parent / "hub")}

    def hub(self, folder: Path, *words) -> str:
        return do(self.programs / "vanthu-hub", *words, "--data", folder)

    def register(self, phase: str, station: Path) -> None:
        do(self.programs / "SyncFigures", "register", self.workload / phase, station / "office.db")

    def prepare(self) -> None:
        base = self.states / "full"
        for name in ("station", "hub"):
            (base / name).mkdir(parents=True)
        self.hub(base / "hub/data", "init", "--name", "Bench")
        organ = "xa-2025-01351/ubnd"
        self.vanthu(base / "station", "init", "--organ-id", organ, "--name", "UBND xã Hưng Đạo", "--place", "Hưng Đạo",
                    "--clerk", "Lý Thị Nga")
        lab = Lab(0)
        try:
            lab.open("a", 1, "cubic", self.states / "figures.json")
            self.serve(lab, base)
            code = json.loads(self.hub(base / "hub/data", "enrol", organ, "--json"))["code"]
            self.at(lab, base, "enrol", "--hub", f"http://{HUB}:8080", "--insecure", "--code", code)
            for _ in range(2):
                self.at(lab, base, "sync")
            lab.kill("hub")
            # The station has now sent everything. Each phase begins with a copy of this state.
            copy(base, self.states / "noop")
            self.register("full", base / "station")
            shutil.rmtree(self.states / "noop")
            copy(base, self.states / "noop")
            self.serve(lab, self.states / "noop")
            for _ in range(2):
                self.at(lab, self.states / "noop", "sync")
            lab.kill("hub")
        finally:
            lab.close()
        for phase in ("inc", "rec"):
            copy(self.states / "noop", self.states / phase)
            self.register(phase, self.states / phase / "station")

    def at(self, lab: Lab, folder: Path, *words) -> None:
        process = lab.start(
            "station", [str(self.programs / "vanthu"), "--office", str(folder / "station/office.db"), *words],
            env={**os.environ, **self.environment(folder / "station")}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        said = process.communicate()[0].decode()
        if process.returncode:
            raise RuntimeError(f"vanthu {' '.join(words)}: {said}")

    def serve(self, lab: Lab, folder: Path) -> None:
        server = lab.start(
            "hub", [str(self.programs / "vanthu-hub"), "serve", "--data", str(folder / "hub/data"), "--plain",
                    "--insecure", "--listen", f"{HUB}:8080"], stderr=subprocess.PIPE)
        server.stderr.readline()

    def words(self, folder: Path, phase: str) -> list[str]:
        return [str(self.programs / "vanthu"), "--office", str(folder / "station/office.db"), "sync"]

    def documents_there(self, folder: Path) -> int:
        """Returns the number of entries, and of complete contents."""
        return self.count(folder / "hub/data/hub.vanthu-hub", "SELECT count(*) FROM entries")

    @staticmethod
    def count(path: Path, question: str) -> int:
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=10) as database:
            return database.execute(question).fetchone()[0]

    def is_there(self, folder: Path, phase: str) -> bool:
        """Whether the hub has every entry of the station's journal and every byte of every scan, and all seals are valid."""
        question = "SELECT station, epoch, sequence, act FROM {} WHERE station = '{}' ORDER BY epoch, sequence"
        with sqlite3.connect(f"file:{folder}/station/office.db?mode=ro", uri=True) as office:
            own = office.execute("SELECT id FROM station").fetchone()[0]
            journal = office.execute(question.format("journal", own)).fetchall()
        with sqlite3.connect(f"file:{folder}/hub/data/hub.vanthu-hub?mode=ro", uri=True, timeout=10) as hub:
            held = hub.execute(question.format("entries", own)).fetchall()
        if [str(row) for row in journal] != [str(row) for row in held]:
            return False
        contents = folder / "hub/data/contents"
        for scan in (file for wanted in self.wanted(phase) for file in (wanted / "att").iterdir()):
            digest = do("sha256sum", scan).split()[0]
            if not list(contents.glob(f"*/{digest}*")):
                return False
        self.hub(folder / "hub/data", "verify")
        return True


class Rsync(Program):
    name = "rsync"

    def prepare(self) -> None:
        for phase in self.phases:
            station, hub = self.states / phase / "station/d", self.states / phase / "hub/d"
            merged(station, *self.wanted(phase))
            hub.mkdir(parents=True)
            if phase != "full":
                do("cp", "-a", f"{self.states}/full/station/d/.", hub)

    def serve(self, lab: Lab, folder: Path) -> None:
        settings = folder / "hub/rsyncd.conf"
        settings.write_text(
            f"pid file = {folder}/hub/pid\nuse chroot = no\nuid = root\ngid = root\ntimeout = 90\n"
            f"[d]\npath = {folder}/hub/d\nread only = no\n")
        lab.start("hub", ["rsync", "--daemon", "--no-detach", f"--config={settings}", "--port=8730"])

    def words(self, folder: Path, phase: str) -> list[str]:
        return ["rsync", "-rtz", "--partial", "--timeout=60", "--contimeout=30", f"{folder}/station/d/",
                f"rsync://{HUB}:8730/d/"]

    def is_there(self, folder: Path, phase: str) -> bool:
        return same(folder / "station/d", folder / "hub/d")


class Git(Program):
    name = "git"
    who = ["-c", "user.name=b", "-c", "user.email=b@b", "-c", "gc.auto=0"]

    def commit(self, folder: Path) -> None:
        do("git", *self.who, "add", "-A", cwd=folder)
        do("git", *self.who, "commit", "-q", "-m", "night", cwd=folder)

    def prepare(self) -> None:
        for phase in self.phases:
            station, hub = self.states / phase / "station/d", self.states / phase / "hub/hub.git"
            station.mkdir(parents=True)
            hub.parent.mkdir(parents=True)
            do("git", "init", "-q", "-b", "main", station)
            merged(station, self.workload / "full")
            self.commit(station)
            if phase == "full":
                do("git", "init", "-q", "--bare", "-b", "main", hub)
            else:
                do("git", "clone", "-q", "--bare", "--no-local", station, hub)
            if phase in ("inc", "rec"):
                merged(station, self.workload / phase)
                self.commit(station)

    def serve(self, lab: Lab, folder: Path) -> None:
        lab.start(
            "hub", ["git", "daemon", "--reuseaddr", "--export-all", "--enable=receive-pack", f"--listen={HUB}",
                    f"--base-path={folder}/hub", f"{folder}/hub"],
            env={**os.environ, "HOME": str(folder), "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory",
                 "GIT_CONFIG_VALUE_0": "*"})

    def words(self, folder: Path, phase: str) -> list[str]:
        return ["git", *self.who, "-C", f"{folder}/station/d", "push", "-q", f"git://{HUB}/hub.git", "main"]

    def is_there(self, folder: Path, phase: str) -> bool:
        own = do("git", "-C", folder / "station/d", "rev-parse", "main")
        far = subprocess.run(
            ["git", "-C", folder / "hub/hub.git", "rev-parse", "main"], capture_output=True, text=True).stdout
        return own == far and bool(do("git", "-C", folder / "hub/hub.git", "fsck", "--strict") or True)


class Fossil(Program):
    name = "fossil"

    def fossil(self, folder: Path, *words) -> str:
        return do("fossil", *words, cwd=folder, environment=self.environment(folder))

    def environment(self, folder: Path) -> dict:
        return super().environment(folder) | {"USER": "hub", "FOSSIL_HOME": str(folder)}

    def prepare(self) -> None:
        base = self.states / "full"
        (base / "station/d").mkdir(parents=True)
        (base / "hub").mkdir()
        station = base / "station"
        self.fossil(station, "init", station / "own.fossil", "--admin-user", "hub")
        self.fossil(station, "user", "password", "hub", "pw", "-R", station / "own.fossil")
        # The hub's repository is the same project, and has no content yet.
        shutil.copy(station / "own.fossil", base / "hub/hub.fossil")
        self.commit(base, "full")
        for phase in ("noop", "inc", "rec"):
            copy(base, self.states / phase)
            # A second and a third time, until neither side lists what the other has any more.
            for _ in range(3):
                self.fossil(base, "sync", self.states / phase / "hub/hub.fossil", "--once",
                            "-R", self.states / phase / "station/own.fossil")
            if phase != "noop":
                self.commit(self.states / phase, phase)

    def commit(self, base: Path, phase: str) -> None:
        station = base / "station"
        checkout = station / "d"
        shutil.rmtree(checkout)
        checkout.mkdir()
        self.fossil(checkout, "open", station / "own.fossil", "--user", "hub")
        merged(checkout, self.workload / phase)
        self.fossil(checkout, "addremove") if phase == "full" else self.fossil(checkout, "add", "records", "att")
        self.fossil(checkout, "commit", "-m", "night", "--user-override", "hub", "--no-warnings", "--no-verify")
        self.fossil(checkout, "close", "--force")

    def serve(self, lab: Lab, folder: Path) -> None:
        lab.start(
            "hub", ["fossil", "server", "--port", "8080", "--nojail", f"{folder}/hub/hub.fossil"],
            env={**os.environ, **self.environment(folder / "hub")})

    def words(self, folder: Path, phase: str) -> list[str]:
        return ["fossil", "sync", f"http://hub:pw@{HUB}:8080/", "--once", "-R", f"{folder}/station/own.fossil"]

    @staticmethod
    def blobs(path: Path) -> list:
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=10) as database:
            return database.execute("SELECT uuid FROM blob WHERE size >= 0 ORDER BY uuid").fetchall()

    def is_there(self, folder: Path, phase: str) -> bool:
        own, far = self.blobs(folder / "station/own.fossil"), self.blobs(folder / "hub/hub.fossil")
        return set(own) <= set(far)

    def is_done(self, folder: Path, phase: str, status: int) -> bool:
        # The status is 0 even when the server did not answer, so the repositories are compared.
        return status == 0 and self.is_there(folder, phase)


class Upload(Program):
    name = "upload"
    phases = ("full", "inc", "rec")

    def prepare(self) -> None:
        for phase in self.phases:
            station, hub = self.states / phase / "station", self.states / phase / "hub/d"
            station.mkdir(parents=True)
            hub.mkdir(parents=True)
            packed = station / "b.tar.zst"
            tar = subprocess.Popen(["tar", "-C", self.workload / phase, "-c", "."], stdout=subprocess.PIPE)
            subprocess.run(["zstd", "-q", "-19", "-o", packed], stdin=tar.stdout, check=True)
            tar.wait()

    def serve(self, lab: Lab, folder: Path) -> None:
        lab.start("hub", [sys.executable, str(HERE / "upload.py"), "serve", HUB, "8080", f"{folder}/hub/d"])

    def words(self, folder: Path, phase: str) -> list[str]:
        return [sys.executable, str(HERE / "upload.py"), "send", f"{folder}/station/b.tar.zst",
                f"http://{HUB}:8080/b.tar.zst"]

    def is_there(self, folder: Path, phase: str) -> bool:
        return filecmp.cmp(folder / "station/b.tar.zst", folder / "hub/d/b.tar.zst", shallow=False)


def await_port(lab: Lab, port: int) -> None:
    """Waits inside the hub's namespace, so that nothing passes the line yet."""
    look = f"import socket,time\nfor _ in range(100):\n try: socket.create_connection(('{HUB}',{port})).close(); break\n except OSError: time.sleep(.05)"
    subprocess.run(["ip", "netns", "exec", lab.names["hub"], sys.executable, "-c", look], timeout=30)
    time.sleep(0.1)


PORTS = {"vanthu": 8080, "rsync": 8730, "git": 9418, "fossil": 8080, "upload": 8080}
