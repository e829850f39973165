#!/bin/bash
# Plants one small fault after another into the sources and runs the simulator until it is found; then puts the sources back.
#
#   Tests/Simulator/mutants.sh [SEEDS [NAME …]]
#
# Every line of Mutants/list is a fault: its name, the file, and what sed does there. The tree must be committed; leave it alone meanwhile.
set -uo pipefail
cd "$(dirname "$0")/../.."
seeds=${1:-200}
shift || true
if [[ -n $(git status --porcelain Sources) ]]; then
  echo "Commit Sources first: the faults are planted there, and taken out with git." >&2
  exit 2
fi
trap 'git checkout -q Sources; rm -f "$log"' EXIT
log=$(mktemp)
survived=0
while IFS=$'\t' read -r name file change; do
  [[ -z $name || $name == \#* ]] && continue
  [[ $# -gt 0 && " $* " != *" $name "* ]] && continue
  sed -i -E "$change" "$file"
  if git diff --quiet "$file"; then
    echo "$name: the change fits nowhere in $file"
    survived=1
    continue
  fi
  if ! swift build --product simulate >"$log" 2>&1; then
    echo "$name: does not build: $(grep -m1 error: "$log")"
    survived=1
  else
    found=$(timeout 600 .build/debug/simulate --seeds "$seeds" --first | grep -m1 -A1 FAILED | tr '\n' ' ' | cut -c1-300)
    if [[ -n $found ]]; then echo "$name: $found"; else
      echo "$name: SURVIVED $seeds seeds"
      survived=1
    fi
  fi
  git checkout -q "$file"
done <Tests/Simulator/Mutants/list
exit $survived
