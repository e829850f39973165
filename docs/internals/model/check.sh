#!/bin/bash
# Checks the models of the exchange with Spin; README.md beside it says what they hold.
#   check.sh                        the quick lines: every mutant, and the models in small sizes
#   check.sh all                    the long lines too
#   check.sh trace MODEL OPTION…    prints a counterexample, or what Spin says when there is none
# A correct model must have no counterexample, a mutant and a witness must have one; otherwise the exit status is 1.
# JOBS: how many searches at once (all cores). Compiled files are in a temporary folder that is removed at the end.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
jobs=${JOBS:-$(nproc)}
count=0

# build FOLDER MODEL "GCC FLAGS" OPTION…: the verifier of a model, as FOLDER/pan. A search of one process gains nothing
# from partial order reduction.
build() {
  local folder=$1 model=$2 flags=$3
  shift 3
  mkdir -p "$folder"
  cd "$folder"
  cp "$here/$model.pml" .
  # shellcheck disable=SC2086
  spin -a "$@" "$model.pml" >log 2>&1 && gcc -w -DSAFETY -DNOREDUCE $flags -o pan pan.c >>log 2>&1
}

# search WANTED KIND SECONDS MEGABYTES MODEL OPTION…: builds and runs one line, and prints one.
#   KIND  whole: every state is stored, and the search must end; bits: a hash of each state, and it may be stopped;
#         near, deep: only to some depth, to find a counterexample that is soon, or late, in the order of the search
search() {
  local wanted=$1 kind=$2 seconds=$3 memory=$4 model=$5
  local flags speed=-O1 run running begin errors states spent note='' word=WRONG
  shift 4
  case $kind in
  bits) flags="-DBITSTATE" run="-m20000 -w32" ;;
  near) flags="-DCOLLAPSE" run="-m300" speed=-O0 ;; # compiling takes longer than searching
  deep) flags="-DCOLLAPSE" run="-m120" ;;
  *) flags="-DCOLLAPSE" run="-m100000" ;;
  esac
  if ! build "$work/$BASHPID" "$model" "$speed $flags -DMEMLIM=$memory" "${@:2}"; then
    echo "WRONG    $*: not built"
    cat log
    return
  fi
  begin=$SECONDS
  # shellcheck disable=SC2086
  nice -n 19 timeout -s INT -k 5 "$seconds" ./pan -E $run >out 2>&1 &
  running=$!
  # Whoever stops the script stops the search too.
  trap 'kill "$running" 2>/dev/null; exit 130' TERM
  wait "$running" || note=', stopped by time'
  spent=$((SECONDS - begin))
  errors=$(sed -n 's/.*errors: \([0-9]*\).*/\1/p' out | head -n 1)
  states=$(sed -n 's/^ *\([0-9.e+]*\) states, stored.*/\1/p' out | head -n 1)
  if [[ $errors == 0 && $kind != near && $kind != deep ]] && grep -qE 'not completed|too small|out of memory' out; then
    note=', not the whole space'
  fi
  case $wanted/$kind/${errors:-none}$note in
  holds/whole/0 | holds/bits/0* | holds/bits/none* | breaks/*/1*) word=ok ;;
  esac
  note+=$(sed -n 's/^hash factor: \([0-9.]*\).*/, hash factor \1/p' out)
  echo "$word $wanted  $*: errors ${errors:--}, states ${states:--}, $kind, $spent s$note"
  cd "$work"
  rm -rf "${work:?}/$BASHPID"
}

# line …: a search, as soon as one of the jobs is free.
line() {
  while (($(jobs -rp | wc -l) >= jobs)); do wait -n || true; done
  count=$((count + 1))
  search "$@" | tee -a "$work/lines" &
}
holds() { line holds "$@"; }
mutant() { line breaks near 60 1500 "$@"; }
deep() { line breaks deep 60 1500 "$@"; }
witness() { line breaks near 60 1500 "$@"; }

quick() {
  local rule one=-DNUMBERS=1
  holds whole 60 1500 ruling
  holds whole 60 1500 acts
  holds whole 90 1500 mailbox -DROLLBACKS=1
  holds whole 90 1500 custody -DPLAN=1
  holds whole 90 1500 custody -DTMAX=2 -DPLAN=2

  mutant ruling -DFIRST_COME
  for rule in FOREIGN_APPLIES NO_BASIS CLOCK_WINS VERB_DESTROYS REDRAFT_LATE NO_RETRACT; do mutant acts "-D$rule"; done
  for rule in NO_DIGEST NO_BASE NO_BACK BELIEVE; do mutant mailbox "-D$rule"; done
  for rule in NO_LEASE NO_FENCE NO_MARGIN HALF_MARGIN FROM_RECEIPT KEEP_LEASE NO_MARK NO_PAPER SAME_INCARNATION \
    HANDOVER_KEEPS OLD_EPOCH_GRANT OVERRIDE; do mutant custody $one -DTMAX=4 -DPLAN=0 "-D$rule"; done
  mutant custody $one -DTMAX=4 -DPLAN=2 -DNO_QUARANTINE

  for rule in 0 1 2; do holds whole 90 1500 custody $one -DTMAX=1 -DEARLY -DSHORT_WAY "-DPLAN=$rule"; done
  witness custody $one -DPLAN=0 -DEARLY -DWITNESS_EARLY
  mutant custody $one -DPLAN=0 -DTMAX=1 -DEARLY -DEARLY_UNSHOWN
  mutant custody $one -DPLAN=0 -DTMAX=1 -DEARLY -DOLD_PACKET
  mutant custody $one -DPLAN=0 -DTMAX=1 -DEARLY -DFLOOR_IGNORED
  mutant custody $one -DPLAN=1 -DTMAX=1 -DEARLY -DHOLDER_ALIVE
  mutant custody $one -DPLAN=5 -DTMAX=1 -DEARLY -DCODE_AFTER_RESTORE
  mutant custody $one -DPLAN=0 -DD=2 -DEARLY_AS_WRITTEN
  mutant custody $one -DPLAN=0 -DD=2 -DEARLY_BY_CLOCK -DEARLY_NO_MARGIN

  witness custody $one -DPLAN=2 -DSHORT_WAY -DWITNESS_SHORT
  for rule in ONE_SHOWN OLD_PACKET STALE_TIME FLOOR_IGNORED HANDOVER_UNSHOWN SHORT_AS_WRITTEN; do
    mutant custody $one -DPLAN=2 -DSHORT_WAY "-D$rule"
  done
  mutant custody $one -DPLAN=3 -DTMAX=1 -DSHORT_WAY -DFLOOR_ONCE

  holds whole 90 1500 custody $one -DPLAN=0 -DPAPER -DTMAX=2
  witness custody $one -DPLAN=0 -DPAPER -DWITNESS_PAPER
  deep custody $one -DPLAN=0 -DTMAX=5 -DPAPER -DPAPER_SHORT_WAIT
  deep custody $one -DPLAN=0 -DTMAX=5 -DPAPER -DPAPER_SHORT_WAIT -DPAPER_AS_WRITTEN
  for rule in PAPER_FROM_STATEMENT PAPER_AGAIN PAPER_CODE_FORGETS; do
    deep custody $one -DPLAN=0 -DTMAX=5 -DPAPER "-D$rule"
  done
  deep custody $one -DPLAN=0 -DTMAX=4 -DPAPER -DLATE_OVERRIDE
}

long() {
  local plan one=-DNUMBERS=1
  holds bits 60 3000 mailbox -DROLLBACKS=2
  for plan in 0 2; do holds whole 300 6000 custody "-DPLAN=$plan"; done
  for plan in 3 4; do holds whole 400 6000 custody $one "-DPLAN=$plan"; done
  holds whole 300 6000 custody $one -DTMAX=4 -DPLAN=0
  holds bits 60 3000 custody $one -DTMAX=4 -DPLAN=3

  for plan in 0 1; do holds whole 300 6000 custody $one -DTMAX=2 -DEARLY "-DPLAN=$plan"; done
  holds whole 600 6000 custody $one -DSHORT_WAY -DPLAN=2
  for plan in 0 2 3 4 5; do holds bits 60 3000 custody $one -DEARLY -DSHORT_WAY "-DPLAN=$plan"; done
  holds whole 300 6000 custody $one -DD=2 -DEARLY_BY_CLOCK -DPLAN=0
  holds bits 60 3000 custody $one -DD=2 -DTMAX=4 -DEARLY_BY_CLOCK -DPLAN=0
  witness custody $one -DD=2 -DTMAX=4 -DEARLY_BY_CLOCK -DPLAN=0 -DWITNESS_EARLY

  holds whole 300 6000 custody $one -DTMAX=4 -DPAPER -DPLAN=0
  holds bits 60 3000 custody $one -DTMAX=5 -DPAPER -DPLAN=3
  holds bits 60 3000 custody $one -DTMAX=5 -DPAPER -DEARLY -DSHORT_WAY -DPLAN=3
}

case ${1-quick} in
quick) quick ;;
all)
  quick
  # Each of these may need 6 GB.
  jobs=${JOBS:-1}
  long
  ;;
trace)
  [[ -n ${2-} && -f $here/${2-}.pml ]] || {
    echo "check.sh trace MODEL OPTION…; MODEL is one of: acts custody mailbox ruling" >&2
    exit 2
  }
  build "$work/trace" "$2" "-O1 -DCOLLAPSE -DMEMLIM=3000" "${@:3}" || {
    cat log
    exit 1
  }
  for depth in 100 150 200 300 20000; do
    nice -n 19 timeout 60 ./pan -E "-m$depth" >out 2>&1 || true
    [[ ! -f $2.pml.trail ]] || {
      spin -t "${@:3}" "$2.pml" | sed -n 's/^ *//; /^spin: trail ends/q; p'
      exit
    }
  done
  cat out
  exit
  ;;
*)
  sed -n '2,7s/^# //p' "$0" >&2
  exit 2
  ;;
esac
wait
wrong=$(grep -c '^WRONG' "$work/lines" || true)
echo "$count lines, $wrong wrong, $SECONDS s"
((wrong == 0))
