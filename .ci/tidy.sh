#!/bin/bash
# Checks what the formatter does not: scripts that parse, files of a readable length, no loose ends.
set -euo pipefail
cd "$(dirname "$0")/.."

failed=0
complain() {
  echo "$*" >&2
  failed=1
}

mapfile -t swift < <(find Package.swift Sources Tests Themes packaging -name '*.swift')
mapfile -t scripts < <(find .ci Tests docs packaging -type f \( -name '*.sh' -o -path '.ci/*' \))
mapfile -t texts < <(find Sources Tests Themes .ci .github Makefile LICENSE NOTICE ./*.md docs -type f 2>/dev/null)

for script in "${scripts[@]}"; do
  bash -n "$script" || complain "$script: does not parse"
  [[ -x $script ]] || complain "$script: cannot be executed"
done
for file in "${swift[@]}"; do
  lines=$(wc -l < "$file")
  ((lines <= 400)) || complain "$file: $lines lines; take it apart by what it is about"
done
# Lines of at most 120 characters, so that a diff shows what was changed. Characters are counted, not bytes. Exempt in
# documents: tables, code, headings, comments (the keys of a screen are one line), lines without a blank to break at.
prose='chomp; $code = !$code if /^\s*```/;
  if (length > 120 && !$code && / / && !/^(\||#|<!--)/) { print "$ARGV:$.: ", length, " characters\n"; $long = 1 }
  if (eof) { close ARGV; $code = 0 } END { exit($long || 0) }'
mapfile -t documents < <(find ./*.md .github docs -name '*.md')
LC_ALL=C perl -CSD -ne "$prose" "${documents[@]}" || complain "prose is wrapped at 120 columns"
code='chomp; if (length > 120) { print "$ARGV:$.: ", length, " characters\n"; $long = 1 }
  close ARGV if eof; END { exit($long || 0) }'
LC_ALL=C perl -CSD -ne "$code" "${swift[@]}" || complain "Swift is wrapped at 120 columns"
mapfile -t python < <(find Tests -name '*.py')
if command -v python3 >/dev/null; then
  for file in "${python[@]}"; do
    python3 -c 'import ast, sys; ast.parse(open(sys.argv[1], encoding="utf-8").read(), sys.argv[1])' "$file" \
      || complain "$file: does not parse"
  done
fi
if grep -nE '\b(TODO|FIXME|XXX)\b' "${swift[@]}"; then complain "loose ends: finish them or say them in an issue"; fi
if grep -nIE '^(<{7}|>{7}) ' "${texts[@]}"; then complain "a merge that was not finished"; fi
# Files are made in one way (docs/HACKING.md, "A file that is read or written"): code that opens one by hand follows
# links and forgets power cuts.
mapfile -t elsewhere < <(find Sources -name '*.swift' -not -path 'Sources/DurableFile/*')
made='\bO_(CREAT|TRUNC|RDWR|APPEND)\b|\b(fopen|creat|mkstemp|mkdtemp|mkdir|mkdirat|renameat|linkat|unlinkat|symlink|f?chmod)\('
made+='|[^.a-zA-Z](rename|unlink)\(|Glibc\.(rename|unlink|link|sync)\(|\.write\((to|toFile): |createFile\(|FileManager'
if grep -nE "$made" "${elsewhere[@]}" | grep -vE '\.write\(to: &|func (write|rename)\(|rename\(office'; then
  complain "files are made, replaced and removed by Sources/DurableFile alone"
fi
if grep -nE '\b(open|openat)\([^)]*O_(RDONLY|WRONLY)' "${elsewhere[@]}" | grep -v '"/dev/null"'; then
  complain "files are opened by Sources/DurableFile alone"
fi
# A path is bytes (Sources/DurableFile/SystemPath.swift): passed as text it would be another name, or cut off.
asked='[^.a-zA-Z_](access|faccessat|l?stat|fstatat|statv?fs|opendir|realpath|readlink|getcwd|chdir|truncate|chown|exec[vl]p?e?)\([^)]'
if grep -nE "$asked" "${elsewhere[@]}" | grep -vE ': *//|execv\(SystemPath\.'; then
  complain "the system is asked about a path by Sources/DurableFile alone"
fi
if grep -nE 'Database(Queue|Pool)\(path:|sqlite3_open' "${elsewhere[@]}" \
  | grep -vE '\(path: (FileAddress\.of|address,|office\.viewOnly == nil \? "")|SQLiteAddress\.'; then
  complain "SQLite gets a file as FileAddress.of(path), never as its path"
fi
.ci/targets.sh || failed=1
if grep -nIE '[[:blank:]]+$' "${texts[@]}" | grep -v '\.tsv:'; then complain "blanks at the end of lines"; fi

exit $failed
