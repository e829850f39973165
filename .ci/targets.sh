#!/bin/bash
# Checks that Package.swift declares what the sources import and nothing else, and that the map at its top is true. The
# build does not report this: without a declaration a module is found all the same as soon as another target uses it,
# and --explicit-target-dependency-import-check finds nothing on Linux (Swift 6.3.1). `targets.sh map` prints the map.
set -euo pipefail
cd "$(dirname "$0")/.."

# Prints a line for each target: its kind, its name, its folder, its dependencies.
targets() {
  awk '
    function value(label) {
      return match(text, "[ (]" label ": \"[^\"]*\"") ? substr(text, RSTART + length(label) + 4, RLENGTH - length(label) - 5) : ""
    }
    function tell() {
      if (kind == "") return
      name = value("name")
      folder = value("path")
      if (folder == "") folder = (kind == "testTarget" ? "Tests/" : "Sources/") name
      used = match(text, /dependencies: \[[^]]*/) ? substr(text, RSTART + 15, RLENGTH - 15) : ""
      gsub(/, package: "[^"]*"|\.product\(name: /, "", used)
      gsub(/[^A-Za-z0-9-]+/, " ", used)
      print kind, name, folder, used
    }
    /^  targets: \[$/ { inside = 1; next }
    inside && /^  \]/ { tell(); exit }
    !inside || /^ *\/\// { next }
    /^    \.[A-Za-z]+\(/ { tell(); text = ""; kind = $1; gsub(/^\.|\(.*/, "", kind) }
    { text = text " " $0 }' Package.swift
}

declare -A kind folder uses module
order=()
while read -r k name f used; do
  order+=("$name")
  kind[$name]=$k folder[$name]=$f uses[$name]=$used module[${name//-/_}]=$name
  for one in $used; do module[${one//-/_}]=$one; done
done < <(targets)

# Prints all that a target uses, through others too.
reached() {
  local one
  for one in ${uses[$1]-}; do
    echo "$one"
    reached "$one"
  done
}

# Prints the targets of the programs, the uppermost first, each with what it uses and does not have through another one
# already.
map() {
  local at name one other direct
  for ((at = ${#order[@]} - 1; at >= 0; at--)); do
    name=${order[at]} direct=
    [[ ${folder[$name]} == Tests/* || ${folder[$name]} == packaging/* ]] && continue
    for one in ${uses[$name]}; do
      for other in ${uses[$name]}; do
        grep -qx -- "$one" <<< "$(reached "$other")" && continue 2
      done
      direct+=", $one"
    done
    [[ -z $direct ]] || printf '//   %-12s ─► %s\n' "$name" "${direct:2}"
  done
}

if [[ ${1-} == map ]]; then
  map
  exit
fi

failed=0
complain() {
  echo "Package.swift: $*" >&2
  failed=1
}

for name in "${order[@]}"; do
  imported=" "
  for one in $(grep -rhE --include='*.swift' '^ *(@testable |public )?import ' "${folder[$name]}" \
    | sed -E 's/.*import ((struct|class|enum|func|let|var|protocol|typealias) )?([A-Za-z0-9_]+).*/\3/' | sort -u); do
    [[ -n ${module[$one]-} ]] || continue
    imported+="${module[$one]} "
    [[ " ${uses[$name]} " == *" ${module[$one]} "* ]] || complain "$name imports $one and does not declare it"
  done
  for one in ${uses[$name]}; do
    # Programs are run by tests, not imported.
    [[ $imported == *" $one "* || ${kind[$one]-} == executableTarget ]] \
      || complain "$name declares $one and imports it nowhere"
  done
done
diff <(grep '─►' Package.swift) <(map) >&2 || complain "the map at the top differs: .ci/targets.sh map"
exit $failed
