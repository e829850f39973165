#!/bin/bash
# Goes on running worlds, for nights: worlds-on.sh PROGRAM FROM HOW-MANY [OPTION …]; JOBS=2 for that many at a time.
#
# What has been run is kept in .build/worlds, a file for each commit and set of options, so that the same command goes on
# where it was stopped (Ctrl-C, a reboot). Failing worlds are printed at once, and again as they are with everything left
# out that is not needed to fail. At the end: how many failed, and between which rates the true one is (95 %, Wilson).
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1
simulate=$1 from=$2 count=$3
shift 3
jobs=${JOBS:-$(nproc)}
commit=$(git rev-parse --short=12 HEAD 2>/dev/null || echo no-commit)
git diff --quiet HEAD 2>/dev/null || commit=$commit-changed
mkdir -p .build/worlds
# One line for every ten seeds: the first of them, how many, how many failed, seconds.
log=.build/worlds/$commit$(printf '%s' "$*" | tr -c 'a-zA-Z0-9' _).txt
touch "$log"

# ten FIRST: runs ten seeds and notes them.
ten() {
  local log=$1 simulate=$2 first=$3 begin=$SECONDS out failed
  shift 3
  out=$("$simulate" --from "$first" --seeds 10 "$@" 2>&1)
  local code=$?
  failed=$(grep -c '^seed .* FAILED' <<<"$out")
  # A process that was stopped has not run its worlds; one that ended by itself names the world it ended in.
  if ((code > 128 && code != 132 && code != 133 && code != 134 && code != 139)); then exit 255; fi
  if ((code != 0 && failed == 0)); then failed=1; fi
  if ((failed > 0)); then
    printf '%s\n' "$out"
    for seed in $(sed -n 's/^seed \([0-9]*\) FAILED.*/\1/p' <<<"$out"); do
      timeout 600 "$simulate" --seed "$seed" --shrink "$@" 2>&1 | sed -n '/shrunk to/,/again:/p'
    done
  fi
  printf '%s 10 %s %s\n' "$first" "$failed" "$((SECONDS - begin))" >>"$log"
}
export -f ten

summary() {
  awk -v commit="$commit" '
    !seen[$1]++ { n += $2; failed += $3; seconds += $4 }
    END {
      if (n == 0) exit
      z = 1.96; p = failed / n
      middle = (p + z * z / (2 * n)) / (1 + z * z / n)
      half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
      low = failed == 0 ? 0 : middle - half
      printf "%s: %d worlds, %d failed; the rate is between %.4f %% and %.4f %% (95 %%); %.2f s each\n",
        commit, n, failed, 100 * low, 100 * (middle + half), seconds / n
    }' "$log"
}
trap 'summary; exit 130' INT TERM

comm -23 <(seq "$from" 10 "$((from + count - 1))" | sort) <(cut -d' ' -f1 "$log" | sort) | sort -n \
  | xargs -P "$jobs" -I '{}' bash -c 'ten "$@"' - "$log" "$simulate" '{}' "$@"
summary
! awk '$3 > 0 { found = 1 } END { exit !found }' "$log"
