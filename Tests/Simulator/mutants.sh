#!/bin/bash
# Plants one small fault after another in the sources and runs the simulator until it is found; then restores the
# sources. While the seeds of one fault run, the next is built.
#
#   Tests/Simulator/mutants.sh [SEEDS [NAME …]]
#
# Every line of Mutants/list is a fault: its name, the file, and the sed command that plants it; the worlds of those
# named liar-… all have a hostile station, of those named life-… PCs that were replaced and work on. The tree must be
# committed; leave it alone meanwhile.
set -uo pipefail
cd "$(dirname "$0")/../.."
seeds=${1:-200}
shift || true
if [[ -n $(git status --porcelain Sources) ]]; then
  echo "Commit Sources first: the faults are planted there, and taken out with git." >&2
  exit 2
fi
work=$(mktemp -d)
trap 'git checkout -q Sources; kill $(jobs -p) 2>/dev/null; wait; rm -rf "$work"' EXIT

run() {
  local name=$1 found liar=()
  [[ $name != liar-* ]] || liar=(--with liar)
  [[ $name != life-* ]] || liar=(--with replacedLives)
  "$work/$name" --seeds "$seeds" --first "${liar[@]}" >"$work/$name.log" 2>&1
  found=$(grep -m1 -A1 FAILED "$work/$name.log" | tr '\n' ' ' | cut -c1-300)
  # A fault may also crash the program.
  grep -q '^[0-9]* seeds, ' "$work/$name.log" || found=${found:-the program stopped: $(tail -1 "$work/$name.log" | cut -c1-200)}
  echo "$name: ${found:-SURVIVED $seeds seeds}" | tee -a "$work/results"
  rm -f "$work/$name"
}

while IFS=$'\t' read -r name file change; do
  [[ -z $name || $name == \#* ]] && continue
  [[ $# -gt 0 && " $* " != *" $name "* ]] && continue
  sed -i -E "$change" "$file"
  if git diff --quiet "$file"; then
    echo "$name: the change fits nowhere in $file, it SURVIVED" | tee -a "$work/results"
    continue
  fi
  if swift build -c release --product simulate >"$work/build.log" 2>&1; then
    cp .build/release/simulate "$work/$name"
    git checkout -q "$file"
    wait
    run "$name" &
  else
    echo "$name: does not build, it SURVIVED: $(grep -m1 error: "$work/build.log")" | tee -a "$work/results"
    git checkout -q "$file"
  fi
done <Tests/Simulator/Mutants/list
wait
! grep -q SURVIVED "$work/results"
