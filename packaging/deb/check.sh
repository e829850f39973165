#!/bin/bash
# check.sh BIN DEBS: installs the packages in DEBS in a clean Debian 12, upgrades to them from ones of an earlier
# version made of the same programs (in BIN), removes them again. Everything is in a temporary folder and in namespaces
# of its own; 20 minutes at most. MIRROR names another mirror of Debian.
set -euo pipefail

if [[ ${1-} == --inside ]]; then
  # In its own namespaces: what is mounted here is gone with the last process.
  work=$2 root=$2/root
  mount --make-rprivate /
  if ! debootstrap --variant=minbase bookworm "$root" "$MIRROR" >"$work/debootstrap.log" 2>&1; then
    tail -n 3 "$work/debootstrap.log" >&2
    echo "Skipped: Debian 12 could not be fetched from $MIRROR; MIRROR=… names another mirror." >&2
    exit 0
  fi
  mount -t proc proc "$root/proc"
  mv "$work/debs" "$root/debs"
  exec chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 \
    DEBIAN_FRONTEND=noninteractive /bin/bash /debs/check-installed.sh
fi

[[ $# == 2 ]] || {
  echo "Usage: check.sh BIN DEBS" >&2
  exit 2
}
if [[ $(id -u) != 0 ]]; then
  echo "Skipped: only root can install packages in a root of their own; run it with sudo." >&2
  exit 0
fi
here=$(realpath "$(dirname "$0")")
export MIRROR=${MIRROR:-http://deb.debian.org/debian}
version=$(sed -n 's/.*static let version = "\(.*\)".*/\1/p' "$here/../../Sources/CommandWords/Release.swift")
arch=$(dpkg --print-architecture)

work=$(mktemp -d)
trap 'rm -rf --one-file-system "$work"' EXIT
trap 'exit 1' INT TERM
mkdir -p "$work/debs/now"
cp "$2/vanthu_${version}_$arch.deb" "$2/vanthu-hub_${version}_$arch.deb" "$work/debs/now"
cp "$here/check-installed.sh" "$work/debs"
DEB_COMPRESSION=none "$here/build.sh" "$1" "$work/debs/before" 0.1.9~test >/dev/null
timeout 1200 unshare --mount --pid --fork --kill-child "$here/check.sh" --inside "$work"
