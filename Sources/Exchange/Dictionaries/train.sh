#!/bin/bash
# train.sh OUT: makes a dictionary from the acts of sample offices, as they are stored in journal.act.
#
# A dictionary that has been shipped is never changed: a new one gets a new number (docs/internals/packet.md).
# Needs vanthu (VANTHU=…), sqlite3 and zstd. The same samples and the same zstd give the same bytes.
set -euo pipefail

out=${1:?which file to write}
vanthu=${VANTHU:-.build/release/vanthu}
size=${SIZE:-32768}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Many small offices rather than one large: what is the same in all of them is what an office nobody knows will say, too.
mkdir "$work/acts"
for seed in $(seq 1 40); do
  "$vanthu" sample --seed "$seed" --documents 100 --years 1 --on 2026-11-20 --office "$work/$seed.db" >/dev/null
  sqlite3 "$work/$seed.db" "SELECT act FROM journal" > "$work/$seed.txt"
done
# The acts a sample has none of, from the golden file that holds each act there is.
for round in 1 2 3 4 5 6; do cat "$here/../../../Tests/OfficeTests/Golden/acts.txt"; done > "$work/all.txt"
cat "$work"/[0-9]*.txt >> "$work/all.txt"
split -l 1 -a 6 -d "$work/all.txt" "$work/acts/"

zstd -q -19 --train-cover=k=200,d=8 --maxdict="$size" --dictID=1 -r "$work/acts" -o "$out"
