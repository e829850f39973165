"""No byte of a document at an office that it was not for, and none that can be read in what is carried."""
from __future__ import annotations

import re

from compared import Compared

PLANTED = re.compile(rb"zq[a-z0-9]{10}qz")


class Foreign(Compared):
    def check(self) -> None:
        for station in self.province.stations.values():
            for path in station.home.rglob("*"):
                if not path.is_file():
                    continue
                for found in {found.decode() for found in PLANTED.findall(path.read_bytes())}:
                    readers = self.ledger.readers.get(found)
                    if readers and station.office.key not in readers:
                        words = f"{found}, for {sorted(readers)}, is in {path.name}"
                        self.log.find("foreign", station.key, words, [found])
        for path in (self.province.folder / "carried").rglob("*.vtp"):
            if one := PLANTED.search(path.read_bytes()):
                self.log.find("foreign", "", f"{one.group().decode()} can be read in the packet {path.name}", [])
