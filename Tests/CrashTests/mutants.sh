#!/bin/bash
# Plants one small fault after another in the sources and checks whether a crash at every write finds it; then restores
# the sources.
#
#   Tests/CrashTests/mutants.sh [NAME …]
#
# Every line of Mutants/list is a fault: its name, the file, and the sed command that plants it. The tree must be
# committed; leave it alone meanwhile. VANTHU_CRASHES=all tries every point.
set -uo pipefail
cd "$(dirname "$0")/../.."
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
  if ! nice -n 5 swift build --build-tests >"$log" 2>&1; then
    echo "$name: does not build: $(grep -m1 error: "$log")"
    survived=1
  elif timeout 600 swift test --skip-build --disable-xctest --filter '^CrashTests' >"$log" 2>&1; then
    echo "$name: SURVIVED"
    survived=1
  else
    echo "$name: $(grep -oE '^✘ Test [a-zA-Z]+\(\) failed' "$log" | cut -d' ' -f3 | tr '\n' ' ')$(grep -oE 'before operation [^,]*, [^"]{0,160}' "$log" | head -n 1)"
  fi
  git checkout -q "$file"
done <Tests/CrashTests/Mutants/list
exit $survived
