"""A bad line between one station and the hub: a TCP proxy on loopback that does what a line is told to do."""
from __future__ import annotations

import random
import select
import socket
import struct
import threading
import time

MODES = ("good", "slow", "cut-up", "cut-down", "half-open", "late", "refused", "twice")
CHUNK = 4096
# Seconds, so that a run ends: how long a line that is half open says nothing, and how late a connection gets in all.
LONGEST_SILENCE = 3.0
LONGEST_DELAY = 4.0


def close_hard(line: socket.socket) -> None:
    """Closes so that the other side gets a reset, as from a line that broke."""
    try:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    except OSError:
        pass
    line.close()


class Proxy:
    """Listens on a port of its own. `mode` is what happens to connections that begin from then on."""

    def __init__(self, hub_port: int, seed: str):
        self.hub_port = hub_port
        self.chance = random.Random(seed)
        self.mode = "good"
        self.is_open = True
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def close(self) -> None:
        self.is_open = False
        self.listener.close()

    def accept(self) -> None:
        while self.is_open:
            try:
                line, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.carry, args=(line, self.mode), daemon=True).start()

    def carry(self, station: socket.socket, mode: str) -> None:
        if mode == "refused":
            return close_hard(station)
        try:
            hub = socket.create_connection(("127.0.0.1", self.hub_port), timeout=5)
        except OSError:
            return close_hard(station)
        # How many bytes go through before the line does what it does; most exchanges are a few hundred bytes long.
        after = int(10 ** self.chance.uniform(1, 5))
        recorded = bytearray() if mode == "twice" else None
        down = threading.Thread(
            target=self.pump, args=(hub, station, mode, "down", after, None), daemon=True)
        down.start()
        self.pump(station, hub, mode, "up", after, recorded)
        down.join(60)
        for line in (station, hub):
            line.close()
        if recorded:
            self.again(bytes(recorded))

    def pump(self, source: socket.socket, target: socket.socket, mode: str, way: str, after: int,
             recorded: bytearray | None) -> None:
        passed, delayed = 0, 0.0
        try:
            while data := self.next(source):
                if mode in ("late", "slow") and self.mode != "good" and delayed < LONGEST_DELAY:
                    delay = self.chance.uniform(0.05, 0.4) if mode == "late" else len(data) / 60_000
                    delayed += delay
                    time.sleep(delay)
                if mode == f"cut-{way}" and passed + len(data) >= after:
                    target.sendall(data[: after - passed])
                    close_hard(source)
                    return close_hard(target)
                if mode == "half-open" and passed + len(data) >= after:
                    target.sendall(data[: after - passed])
                    time.sleep(self.chance.uniform(0.2, LONGEST_SILENCE))
                    close_hard(source)
                    return close_hard(target)
                target.sendall(data)
                passed += len(data)
                if recorded is not None:
                    recorded += data
            target.shutdown(socket.SHUT_WR)
        except (OSError, ValueError):
            for line in (source, target):
                close_hard(line)

    @staticmethod
    def next(source: socket.socket) -> bytes:
        """The next bytes. Waits in short steps: a socket that somebody waits on is not closed."""
        while not select.select([source], [], [], 0.2)[0]:
            pass
        return source.recv(CHUNK)

    def again(self, recorded: bytes) -> None:
        """Sends what a station has sent once more, on a connection of its own, as a line that repeats."""
        try:
            with socket.create_connection(("127.0.0.1", self.hub_port), timeout=5) as hub:
                hub.sendall(recorded)
                hub.settimeout(2)
                while hub.recv(CHUNK):
                    pass
        except OSError:
            pass
