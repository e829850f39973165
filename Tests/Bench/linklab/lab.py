"""Three network namespaces in a row: the station's, the line's, the hub's. The machine's own network is not touched."""
from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

STATION, HUB = "10.9.0.1", "10.9.0.2"
HERE = Path(__file__).parent
NO_OFFLOAD = "tx off rx off gso off tso off gro off sg off".split()

# Both directions are alike. d2 and e forget every connection at a cut.
PROFILES = {
    "a": {},
    "b": {"rate": 256, "rtt": 300, "loss": 2},
    "c": {"rate": 64, "rtt": 800, "loss": 10},
    "d1": {"rate": 256, "rtt": 300, "cut-every": 30, "cut-for": 10},
    "d2": {"rate": 256, "rtt": 300, "cut-every": 30, "cut-for": 10, "forgets": True},
    "e": {"rate": 64, "rtt": 800, "loss": 20, "cut-every": 30, "cut-for": 10, "forgets": True},
    "r": {"rtt": 1000},
    # d2 at ten times the speed: for many seeds that test whether what arrived is what was sent.
    "d2x10": {"rate": 2560, "rtt": 30, "cut-every": 3, "cut-for": 1, "forgets": True},
}


def why_not() -> str | None:
    """Returns why namespaces are not possible here."""
    if os.geteuid() != 0:
        return "network namespaces need root"
    name = f"vanthu-{os.getpid()}-try"
    made = subprocess.run(["ip", "netns", "add", name], capture_output=True, text=True)
    if made.returncode:
        return made.stderr.strip()
    pair = subprocess.run(
        ["ip", "-n", name, "link", "add", "x0", "type", "veth", "peer", "name", "x1"], capture_output=True, text=True)
    subprocess.run(["ip", "netns", "del", name], capture_output=True)
    return pair.stderr.strip() or None


class Lab:
    """One line with a station's end and a hub's end."""

    standing: set["Lab"] = set()

    def __init__(self, number: int):
        self.names = {who: f"vanthu-{os.getpid()}-{number}-{who}" for who in ("station", "line", "hub")}
        self.link: subprocess.Popen | None = None
        Lab.standing.add(self)
        try:
            self.build()
        except BaseException:
            self.close()
            raise

    def build(self) -> None:
        for name in self.names.values():
            run("ip", "netns", "add", name)
        for who, own, far, address, other in (
            ("station", "02:00:00:00:00:01", "02:00:00:00:00:02", STATION, HUB),
            ("hub", "02:00:00:00:00:02", "02:00:00:00:00:01", HUB, STATION),
        ):
            name, line = self.names[who], self.names["line"]
            run("ip", "link", "add", "name", "e0", "netns", name, "type", "veth", "peer", "name", who, "netns", line)
            run("ip", "-n", name, "link", "set", "e0", "address", own)
            run("ip", "-n", name, "addr", "add", f"{address}/24", "dev", "e0")
            for place, interface in ((name, "lo"), (name, "e0"), (line, who)):
                run("ip", "-n", place, "link", "set", interface, "up")
            run("ip", "-n", name, "neigh", "replace", other, "lladdr", far, "dev", "e0", "nud", "permanent")
            run("ip", "netns", "exec", name, "ethtool", "-K", "e0", *NO_OFFLOAD)
            run("ip", "netns", "exec", line, "ethtool", "-K", who, *NO_OFFLOAD)
            # Otherwise the kernel would remember the last transfer, which would help the second program.
            run("ip", "netns", "exec", name, "sysctl", "-qw", "net.ipv4.tcp_no_metrics_save=1")
        for name in self.names.values():
            run("ip", "netns", "exec", name, "sysctl", "-qw", "net.ipv6.conf.all.disable_ipv6=1")

    def open(self, profile: str, seed: int, control: str, figures: Path) -> None:
        """Opens the line; the time to its first cut starts now."""
        for who, address in (("station", STATION), ("hub", HUB)):
            run("ip", "-n", self.names[who], "route", "replace", "10.9.0.0/24", "dev", "e0", "src", address,
                "congctl", control)
        self.figures = figures
        figures.unlink(missing_ok=True)
        words = [sys.executable, str(HERE / "link.py"), "station", "hub", "--seed", str(seed), "--figures", str(figures)]
        for name, value in PROFILES[profile].items():
            words += [f"--{name}"] if value is True else [f"--{name}", str(value)]
        self.link = self.start("line", words)
        os.setpriority(os.PRIO_PROCESS, self.link.pid, -15)
        time.sleep(0.3)

    def shut(self) -> dict:
        """Closes the line. Returns what it has counted."""
        if not self.link:
            return {}
        self.link.terminate()
        self.link.wait(10)
        self.link = None
        return json.loads(self.figures.read_text()) if self.figures.exists() else {}

    def start(self, who: str, words: list[str], **options) -> subprocess.Popen:
        options.setdefault("stdout", subprocess.DEVNULL)
        options.setdefault("stderr", subprocess.DEVNULL)
        return subprocess.Popen(
            ["ip", "netns", "exec", self.names[who], *words], stdin=subprocess.DEVNULL, start_new_session=True, **options)

    def kill(self, *whose: str) -> None:
        """Ends what runs in the namespaces, which is only what was started here."""
        for who in whose:
            for _ in range(50):
                listed = subprocess.run(["ip", "netns", "pids", self.names[who]], capture_output=True, text=True)
                pids = listed.stdout.split()
                if not pids:
                    break
                for pid in pids:
                    try:
                        os.kill(int(pid), signal.SIGKILL)
                    except ProcessLookupError:
                        pass
                time.sleep(0.05)

    def close(self) -> None:
        self.kill("station", "hub", "line")
        for name in self.names.values():
            subprocess.run(["ip", "netns", "del", name], capture_output=True)
        Lab.standing.discard(self)


def run(*words: str) -> None:
    done = subprocess.run(words, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{' '.join(words)}: {done.stderr.strip()}")
