#!/bin/bash
# Plants one small fault after another into a copy of the sources and runs the simulator until it is found.
#
#   Tests/Simulator/mutants.sh [SEEDS] [NAME …]
#
# Every line of Mutants/list is a fault: its name, the file, and what sed puts where. What must fall and does not, says so at the end.
set -uo pipefail
cd "$(dirname "$0")/../.."
seeds=${1:-200}
shift || true
list=Tests/Simulator/Mutants/list
copy=${MUTANTS_COPY:-$(mktemp -d /tmp/vanthu-mutants-XXXXXX)}
trap '[ -n "${MUTANTS_COPY:-}" ] || rm -rf "$copy"' EXIT
mkdir -p "$copy"
cp -a Package.swift Package.resolved Sources Tests Themes "$copy"/ 2>/dev/null
[ -d "$copy/.build" ] || cp -a .build "$copy"/
survived=0
while IFS=$'\t' read -r name file change; do
  [[ -z $name || $name == \#* ]] && continue
  [[ $# -gt 0 && ! " $* " == *" $name "* ]] && continue
  cp "$file" "$copy/$file"
  sed -i -E "$change" "$copy/$file"
  if cmp -s "$file" "$copy/$file"; then
    echo "$name: the change fits nowhere in $file"
    survived=1
    continue
  fi
  if ! (cd "$copy" && swift build --product simulate >build.log 2>&1); then
    echo "$name: does not build ($(grep -m1 error: "$copy/build.log"))"
  else
    found=$(cd "$copy" && timeout 300 .build/debug/simulate --seeds "$seeds" --first | grep -m1 -A1 FAILED | tr '\n' ' ' | cut -c1-200)
    if [[ -n $found ]]; then echo "$name: $found"; else echo "$name: SURVIVED $seeds seeds"; survived=1; fi
  fi
  cp "$file" "$copy/$file"
done <"$list"
exit $survived
