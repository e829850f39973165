#!/bin/sh
# Lives through the worlds of `make test`, on all cores: worlds.sh PROGRAM [HOW-MANY]; JOBS=2 for so many at a time, LIARS=500 for more
# worlds with a hostile station, UNSEEN=1000 for more of the commit's own.
#
# A failing world is named at once, with the command that shows it again. The exit code is 1 when one fails that never may; which those
# are: docs/simulator.md, "The worlds of make test".
set -u
cd "$(dirname "$0")/../.." || exit 1
simulate=${1:-.build/release/simulate}
worlds=${2:-500}
jobs=${JOBS:-$(nproc)}
liars=${LIARS:-60}
unseen=${UNSEEN:-40}
failed=0

echo "Worlds 1 to $worlds, without a hostile station:"
"$simulate" --seeds "$worlds" --without liar --jobs "$jobs" || failed=1

echo "Worlds 1 to $liars with a hostile station (what is found here does not fail the tests yet):"
"$simulate" --seeds "$liars" --with liar --jobs "$jobs"

# A commit has worlds of its own, which nobody has seen.
if commit=$(git rev-parse HEAD 2>/dev/null); then
  commit=$(printf %.8s "$commit")
  base=$((0x$commit))
  echo "$unseen worlds nobody has seen, drawn by commit $commit: --from $base (what is found here does not fail the tests yet):"
  "$simulate" --seeds "$unseen" --from "$base" --jobs "$jobs"
else
  echo "No worlds of this commit: there is no git here."
fi
exit "$failed"
