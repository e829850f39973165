#!/usr/bin/env python3
"""A bad line between two network interfaces: every IPv4 packet is lost, queued, delayed or cut as on that line.

    link.py IF-OF-THE-STATION IF-OF-THE-HUB --rate 64 --rtt 800 --loss 10 --cut-every 30 --cut-for 10 --forgets \
      --figures FILE

Both ends use the kernel's own TCP, so what is counted is what is transferred: IP bytes, including retransmissions. Each
direction has its own random loss (percent; a lost packet costs the line no time), then RATE kbit/s after a queue of
QUEUE bytes that drops what does not fit, then half the round trip. While the line is cut every packet is lost; if it
FORGETS, every connection from before the cut is unknown afterwards: its next packet is answered with a reset, as by a
modem that dialled again, and a side that sends nothing never learns of it.

Offloading must be off on all ends (a packet must be a packet). Needs root, in a network namespace of its own.
"""
from __future__ import annotations

import argparse
import heapq
import json
import os
import random
import select
import signal
import socket
import struct
import time

EVERY_PROTOCOL = 3
ETHERNET = 14
IPV4 = b"\x08\x00"
TCP = 6
FIN, SYN, RST, ACK = 1, 2, 4, 16
UP, DOWN = 0, 1
COUNTS = "packets bytes payload lost queue_full cut connections".split()


def checksum(data: bytes) -> int:
    if len(data) % 2:
        data += b"\0"
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


class Segment:
    """The fields of a TCP packet in its Ethernet frame that are needed."""

    def __init__(self, frame: bytes):
        ip_length = (frame[ETHERNET] & 15) * 4
        start = ETHERNET + ip_length
        self.frame = frame
        self.source, self.target = frame[26:30], frame[30:34]
        self.source_port, self.target_port, self.sequence, self.acknowledged = struct.unpack(
            "!HHII", frame[start : start + 12])
        self.flags = frame[start + 13]
        whole = struct.unpack("!H", frame[16:18])[0]
        self.payload = whole - ip_length - (frame[start + 12] >> 4) * 4

    @property
    def opens(self) -> bool:
        return bool(self.flags & SYN) and not self.flags & ACK

    @property
    def connection(self) -> tuple:
        ends = (self.source, self.source_port), (self.target, self.target_port)
        return min(ends), max(ends)

    def reset(self) -> bytes | None:
        """The frame that informs the sender that this connection is unknown."""
        if self.flags & RST:
            return None
        length = self.payload + bool(self.flags & SYN) + bool(self.flags & FIN)
        sequence, flags = (self.acknowledged, RST) if self.flags & ACK else (0, RST | ACK)
        acknowledged = 0 if self.flags & ACK else (self.sequence + length) & 0xFFFFFFFF
        tcp = struct.pack(
            "!HHIIBBHHH", self.target_port, self.source_port, sequence, acknowledged, 5 << 4, flags, 0, 0, 0)
        pseudo = self.target + self.source + struct.pack("!BBH", 0, TCP, len(tcp))
        tcp = tcp[:16] + struct.pack("!H", checksum(pseudo + tcp)) + tcp[18:]
        ip = struct.pack("!BBHHHBBH", 0x45, 0, 20 + len(tcp), 0, 0x4000, 64, TCP, 0) + self.target + self.source
        ip = ip[:10] + struct.pack("!H", checksum(ip)) + ip[12:]
        return self.frame[6:12] + self.frame[0:6] + IPV4 + ip + tcp


class Link:
    def __init__(self, options: argparse.Namespace):
        self.options = options
        self.began = time.monotonic()
        self.sockets = [self.listen(options.station), self.listen(options.hub)]
        self.chance = [random.Random(options.seed * 2 + way) for way in (UP, DOWN)]
        self.free_at = [0.0, 0.0]
        self.waiting: list[tuple[float, int, int, bytes, int]] = []
        self.number = 0
        self.dialled: dict[tuple, int] = {}
        self.counts = {name: [0, 0] for name in COUNTS}
        self.resets = 0
        self.first_up = self.last_down = None

    @staticmethod
    def listen(interface: str) -> socket.socket:
        line = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(EVERY_PROTOCOL))
        line.bind((interface, 0))
        line.setblocking(False)
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 << 20)
        return line

    def dialling(self, now: float) -> tuple[int, bool]:
        """Returns how often the line has been cut, and whether it is now."""
        every, lasts = self.options.cut_every, self.options.cut_for
        if not every:
            return 0, False
        passed, within = divmod(now - self.began, every + lasts)
        is_cut = within >= every
        return int(passed) + is_cut, is_cut

    def take(self, way: int, frame: bytes) -> None:
        now = time.monotonic()
        length = len(frame) - ETHERNET
        segment = Segment(frame) if frame[23] == TCP else None
        payload = segment.payload if segment else 0
        self.count("packets", way)
        self.count("bytes", way, length)
        self.count("payload", way, payload)
        if segment and segment.opens:
            self.count("connections", way)
        if way == UP and self.first_up is None:
            self.first_up = now
        cuts, is_cut = self.dialling(now)
        if is_cut:
            return self.count("cut", way)
        if segment and self.options.forgets:
            if segment.opens:
                self.dialled[segment.connection] = cuts
            elif self.dialled.get(segment.connection) != cuts:
                self.resets += 1
                if reset := segment.reset():
                    self.sockets[way].send(reset)
                return
        if self.chance[way].random() * 100 < self.options.loss:
            return self.count("lost", way)
        due = now
        if self.options.rate:
            speed = self.options.rate * 125
            if max(0.0, self.free_at[way] - now) * speed + length > self.options.queue:
                return self.count("queue_full", way)
            due = self.free_at[way] = max(now, self.free_at[way]) + length / speed
        self.number += 1
        heapq.heappush(self.waiting, (due + self.options.rtt / 2000, self.number, way, frame, payload))

    def count(self, name: str, way: int, amount: int = 1) -> None:
        self.counts[name][way] += amount

    def deliver(self, now: float) -> None:
        while self.waiting and self.waiting[0][0] <= now:
            _, _, way, frame, payload = heapq.heappop(self.waiting)
            if way == DOWN and payload:
                self.last_down = now
            try:
                self.sockets[1 - way].send(frame)
            except OSError:
                pass  # The other end is gone, and so is the packet.

    def run(self) -> None:
        told: list[int] = []
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda number, _: told.append(number))
        poll = select.poll()
        ways = {}
        for way, line in enumerate(self.sockets):
            poll.register(line, select.POLLIN)
            ways[line.fileno()] = way
        while not told and time.monotonic() - self.began < self.options.most:
            now = time.monotonic()
            self.deliver(now)
            wait = min(0.5, self.waiting[0][0] - now if self.waiting else 0.5)
            for number, _ in poll.poll(max(0.0, wait * 1000)):
                self.read(ways[number])
        self.write()

    def read(self, way: int) -> None:
        for _ in range(64):
            try:
                frame, address = self.sockets[way].recvfrom(65535)
            except BlockingIOError:
                return
            if address[2] != socket.PACKET_OUTGOING and frame[12:14] == IPV4:
                self.take(way, frame)

    def write(self) -> None:
        figures = {name: {"up": up, "down": down} for name, (up, down) in self.counts.items()}
        # From the first packet of the station to the last answer it received; "trips" is the same in round trips.
        told = self.last_down - self.first_up if self.first_up and self.last_down else 0
        figures |= {
            "resets": self.resets, "cuts": self.dialling(time.monotonic())[0], "told_seconds": told,
            "trips": told * 1000 / self.options.rtt if self.options.rtt else None}
        with open(self.options.figures + ".part", "w") as file:
            json.dump(figures, file)
        os.replace(self.options.figures + ".part", self.options.figures)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("station")
    parser.add_argument("hub")
    parser.add_argument("--rate", type=float, default=0, help="kbit/s, each way; 0: no limit")
    parser.add_argument("--rtt", type=float, default=0, help="milliseconds")
    parser.add_argument("--loss", type=float, default=0, help="percent, each way")
    parser.add_argument("--queue", type=int, default=24_000, help="bytes")
    parser.add_argument("--cut-every", type=float, default=0, help="seconds")
    parser.add_argument("--cut-for", type=float, default=10)
    parser.add_argument("--forgets", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--figures", required=True)
    parser.add_argument("--most", type=float, default=14_400, help="seconds after which it ends by itself")
    Link(parser.parse_args()).run()


if __name__ == "__main__":
    main()
