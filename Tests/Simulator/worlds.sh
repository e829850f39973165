#!/bin/bash
# Runs the worlds of `make test`, on all cores: worlds.sh PROGRAM [HOW-MANY [WITH-A-LIAR [UNSEEN]]]; JOBS=2 for that
# many at a time.
#
# A failing world is printed at once, with the command that repeats it, and the first three once more with everything
# left out that they do not need to fail. The exit status is 1 when a world fails that
# must not; which those are: docs/simulator.md, "The worlds of make test".
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1
simulate=${1:-.build/release/simulate}
worlds=${2:-500}
liars=${3:-500}
unseen=${4:-100}
jobs=${JOBS:-$(nproc)}
failed=0
found=$(mktemp)
trap 'rm -f "$found"' EXIT

# live FROM HOW-MANY [OPTION …]: ten seeds per process, so that a world that crashes its own takes few others with it.
# Prints the findings, and at the end one line for all of them.
live() {
  local from=$1 count=$2 begin=$SECONDS
  shift 2
  seq "$from" 10 "$((from + count - 1))" \
    | awk -v end="$((from + count))" -v options="$*" \
      '{ print options, "--from", $1, "--seeds", ($1 + 10 > end ? end - $1 : 10) }' \
    | xargs -P "$jobs" -L 1 "$simulate" \
    | tee "$found" \
    | awk -v count="$count" '
        / seeds, / { seeds += $1; failed += $3; nights += $5; exchanges += $7; next }
        { print; fflush() }
        END {
          printf "%d seeds, %d failed, %d nights, %d exchanges, ", seeds, failed, nights, exchanges
          exit failed > 0 || seeds != count
        }'
  local code=$?
  echo "$((SECONDS - begin)) s"
  for seed in $(sed -n 's/^seed \([0-9]*\) FAILED.*/\1/p' "$found" | head -n 3); do
    timeout 300 "$simulate" --seed "$seed" --shrink "$@" 2>&1 | sed -n '/shrunk to/,/again:/p'
  done
  return $code
}

echo "Worlds 1 to $worlds, without a hostile station:"
live 1 "$worlds" --without liar || failed=1

echo "Worlds 1 to $liars with a hostile station:"
live 1 "$liars" --with liar || failed=1

# Every commit has worlds of its own, which were never run before.
if commit=$(git rev-parse HEAD 2>/dev/null); then
  commit=$(printf %.8s "$commit")
  base=$((0x$commit))
  echo "$unseen worlds nobody has seen, drawn by commit $commit: --from $base (what is found here does not fail the tests yet):"
  live "$base" "$unseen"
else
  echo "No worlds of this commit: there is no git here."
fi
exit "$failed"
