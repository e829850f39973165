#!/bin/sh
# setup.sh PACKAGE…: installs the Debian packages that are missing. Asks nothing, and says nothing when none is.
set -eu

if ! command -v dpkg-query >/dev/null; then
  echo "This system has no dpkg; the program needs what these Debian packages hold: $*" >&2
  exit 0
fi

there=" $(dpkg-query -W -f='${db:Status-Status}=${Package} ' "$@" 2>/dev/null || true)"
missing=
for package in "$@"; do
  case $there in
  *" installed=$package "*) ;;
  *) missing="$missing $package" ;;
  esac
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
  as_root=
elif command -v sudo >/dev/null && [ -t 0 ]; then
  as_root=sudo
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
  as_root="sudo -n"
else
  echo "These packages are missing, and only root can install them: apt-get install$missing" >&2
  exit 1
fi

echo "Installing:$missing"
fetch() {
  # shellcheck disable=SC2086
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing
}
# Lists that are missing or old are the usual reason for a failure: they are fetched once, and only then.
fetch >/dev/null 2>&1 </dev/null || {
  $as_root apt-get update -qq </dev/null
  fetch </dev/null
}
