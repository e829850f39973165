#!/bin/sh
# hardened.sh BIN: how the release programs in BIN are linked. Their addresses are chosen anew at each start (PIE), what
# holds addresses is closed to writing (full RELRO), no stack is executable; vanthu has all libraries in it, and runs.
set -eu

fail() {
  echo "$1" >&2
  exit 1
}

for name in vanthu vanthu-sync vanthu-hub; do
  program=$1/$name
  dynamic=$(readelf --dynamic "$program")
  segments=$(readelf --segments --wide "$program")
  case $dynamic in *"Flags: NOW PIE"*) ;; *) fail "$program is no PIE whose addresses are all found at the start" ;; esac
  case $segments in *GNU_RELRO*) ;; *) fail "$program keeps addresses where they can be written over" ;; esac
  echo "$segments" | grep -q 'GNU_STACK.* RW ' || fail "$program has an executable stack"
done
case $(readelf --dynamic "$1/vanthu") in
*"(NEEDED)"*) fail "$1/vanthu loads libraries: it was not built by make" ;;
*PATH*) fail "$1/vanthu has a run path" ;;
esac
"$1/vanthu" --version >/dev/null || fail "$1/vanthu does not start"
