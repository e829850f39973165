#!/usr/bin/env python3
"""A resumable upload over HTTP, as good as it can be with offsets: what a general tool could achieve on a line.

    upload.py serve ADDRESS PORT FOLDER | send FILE URL

HEAD asks how much is there, PATCH sends the rest, both on one connection. As in our own carrier, a stall of 20 s ends
the connection, little is written ahead, and a newer PATCH stops an older one: so what is compared is the exchange, not
the care. The response to PATCH is sent when everything is on the disk.
"""
from __future__ import annotations

import http.client
import http.server
import os
import socket
import sys
import threading
import urllib.parse
from pathlib import Path

STALL = 20
TCP_USER_TIMEOUT, TCP_NOTSENT_LOWAT = 18, 25


def careful(line: socket.socket) -> None:
    line.setsockopt(socket.IPPROTO_TCP, TCP_USER_TIMEOUT, STALL * 1000)
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


class Uploads(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    folder: Path
    newest: dict[str, int] = {}
    lock = threading.Lock()
    timeout = STALL

    def place(self) -> Path:
        return self.folder / os.path.basename(self.path)

    def answer(self, status: int, offset: int) -> None:
        self.wfile.write(f"HTTP/1.1 {status} OK\r\nUpload-Offset: {offset}\r\nContent-Length: 0\r\n\r\n".encode())

    def do_HEAD(self) -> None:
        place = self.place()
        self.answer(200, place.stat().st_size if place.exists() else 0)

    def do_PATCH(self) -> None:
        careful(self.connection)
        place, left = self.place(), int(self.headers["Content-Length"])
        offset = int(self.headers["Upload-Offset"])
        with self.lock:
            own = self.newest[place.name] = self.newest.get(place.name, 0) + 1
        with open(place, "r+b" if place.exists() else "wb") as file:
            while left:
                part = self.rfile.read1(min(left, 16 << 10))
                with self.lock:
                    if not part or self.newest[place.name] != own:
                        self.close_connection = True
                        return
                    file.seek(offset)
                    file.write(part)
                    file.flush()
                offset += len(part)
                left -= len(part)
            os.fsync(file.fileno())
        self.answer(204, offset)

    def log_message(self, *words) -> None:
        pass


def serve(address: str, port: str, folder: str) -> None:
    Uploads.folder = Path(folder)
    http.server.ThreadingHTTPServer.allow_reuse_address = True
    http.server.ThreadingHTTPServer.daemon_threads = True
    http.server.ThreadingHTTPServer((address, int(port)), Uploads).serve_forever()


def send(file: str, url: str) -> None:
    target = urllib.parse.urlsplit(url)
    line = http.client.HTTPConnection(target.hostname, target.port, timeout=STALL)
    line.connect()
    careful(line.sock)
    line.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 32 << 10)
    line.sock.setsockopt(socket.IPPROTO_TCP, TCP_NOTSENT_LOWAT, 16 << 10)
    # Written by hand: the headers of http.client would only make it longer.
    line.sock.sendall(f"HEAD {target.path} HTTP/1.1\r\nHost: h\r\n\r\n".encode())
    offset = said(line.sock)
    content = Path(file).read_bytes()
    if offset == len(content):
        return
    head = f"PATCH {target.path} HTTP/1.1\r\nHost: h\r\nUpload-Offset: {offset}\r\nContent-Length: {len(content) - offset}\r\n\r\n"
    rest = memoryview(head.encode() + content[offset:])
    while rest:
        rest = rest[line.sock.send(rest[: 16 << 10]) :]
    if said(line.sock) != len(content):
        raise OSError("not all of it arrived")


def said(line: socket.socket) -> int:
    answer = b""
    while not answer.endswith(b"\r\n\r\n"):
        part = line.recv(4096)
        if not part:
            raise OSError("the line broke")
        answer += part
    fields = dict(part.split(b": ", 1) for part in answer.split(b"\r\n")[1:] if part)
    return int(fields[b"Upload-Offset"])


if __name__ == "__main__":
    try:
        {"serve": serve, "send": send}[sys.argv[1]](*sys.argv[2:])
    except OSError as error:
        sys.exit(f"{error}")
