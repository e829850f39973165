"""Exchanges by a stick and by mail, as somebody carries them: twice, lost, an old stick in the place of a new one."""
from __future__ import annotations

import random
import shutil
import threading
from email import message_from_bytes
from pathlib import Path

from province import Hub, Station

HUB_ADDRESS = "trung-tam@caobang.gov.vn"


class Carriers:
    def __init__(self, folder: Path, hub: Hub, seed: str):
        self.folder = folder / "carried"
        self.folder.mkdir()
        self.hub = hub
        self.chance = random.Random(f"{seed}/carriers")
        self.mailbox = self.folder / "mail-hub"
        self.mailbox.mkdir()
        self.locks = {"mail": threading.Lock()}

    def stick(self, station: Station) -> None:
        """To the hub and back; the stick may be lost, or an older one carried once more."""
        stick = self.folder / f"stick-{station.key}"
        stick.mkdir(exist_ok=True)
        old = self.folder / f"stick-{station.key}-old"
        station.run("sync", "--folder", str(stick))
        if not (stick / "vanthu" / "to-hub").is_dir():
            return
        if self.chance.random() < 0.3 and old.is_dir():
            self.hub.programs.log.note(station.key, "an old stick is carried in the place of the new one")
            shutil.rmtree(stick)
            shutil.copytree(old, stick)
        elif self.chance.random() < 0.5:
            shutil.rmtree(old, ignore_errors=True)
            shutil.copytree(stick, old)
        if self.chance.random() < 0.85:
            self.hub.run("answer", str(stick))
        if self.chance.random() < 0.85:
            station.run("sync", "--folder", str(stick))

    def mail(self, station: Station) -> None:
        """Letters to the hub and back; some get lost, come twice, or come another day."""
        box = self.folder / f"mail-{station.key}"
        box.mkdir(exist_ok=True)
        address = f"{station.key}@caobang.gov.vn"
        station.run("sync", "--mail", str(box), "--from", address, "--to", HUB_ADDRESS)
        with self.locks["mail"]:
            self.deliver(box, self.mailbox)
            self.hub.run("answer", "--mail", str(self.mailbox), "--from", HUB_ADDRESS)
            for letter in sorted((self.mailbox / "out").glob("*.eml")):
                to = str(message_from_bytes(letter.read_bytes())["To"]).strip("<>").split("@")[0]
                target = self.folder / f"mail-{to}"
                target.mkdir(exist_ok=True)
                self.letter(letter, target)
        station.run("sync", "--mail", str(box))

    def deliver(self, source: Path, target: Path) -> None:
        for letter in sorted((source / "out").glob("*.eml")):
            self.letter(letter, target)

    def letter(self, letter: Path, target: Path) -> None:
        fate = self.chance.random()
        if fate > 0.12:
            shutil.copy(letter, target / letter.name)
        if fate > 0.8:
            shutil.copy(letter, target / f"again-{self.chance.randrange(10 ** 6)}-{letter.name}")
        if not 0.12 < fate < 0.2:
            letter.unlink()
