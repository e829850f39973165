"""A disk that can become full: a tmpfs of its own, if the system allows one to be mounted."""
from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

IS_INSIDE = "VANTHU_CHAOS_INSIDE"
# A station receives nothing below 64 MB of free space.
ROOMY = 160 << 20


def enter_own_mounts() -> None:
    """Starts this program again with mounts of its own, which end with it; says so if that is not allowed."""
    if os.environ.get(IS_INSIDE) or not sys.argv[0]:
        return
    options = ["--mount"] if os.geteuid() == 0 else ["--user", "--map-root-user", "--mount"]
    try:
        allowed = subprocess.run(["unshare", *options, "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True)
    except FileNotFoundError:
        allowed = None
    if allowed is None or allowed.returncode:
        print("No disk is made full: this system does not let a program mount one of its own (unshare --mount).")
        return
    os.environ[IS_INSIDE] = "1"
    os.execvp("unshare", ["unshare", *options, sys.executable, *sys.argv])


class SmallDisk:
    def __init__(self, folder: Path):
        self.folder = folder

    @classmethod
    def mount(cls, folder: Path) -> SmallDisk | None:
        if not os.environ.get(IS_INSIDE):
            return None
        made = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"mode=700,size={ROOMY}", "none", str(folder)], capture_output=True)
        return None if made.returncode else cls(folder)

    def resize(self, size: int) -> bool:
        return subprocess.run(
            ["mount", "-o", f"remount,size={size}", str(self.folder)], capture_output=True).returncode == 0

    def fill(self, left: int) -> bool:
        """Leaves so many bytes free."""
        now = os.statvfs(self.folder)
        return self.resize((now.f_blocks - now.f_bfree) * now.f_frsize + left)

    def free(self) -> None:
        self.resize(ROOMY)

    def unmount(self) -> None:
        subprocess.run(["umount", "--lazy", str(self.folder)], capture_output=True)
