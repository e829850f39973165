#!/bin/bash
# A day of a clerk, on a sample office in a temporary folder: each command line is printed with its output, and the day
# ends at once when one of them does not do what a clerk relies on.
#
# VANTHU names the program (usually .build/release/vanthu); words after the script's name are passed to every command
# (--lang en).
set -euo pipefail

program=$(realpath "${VANTHU:-$(dirname "$0")/../../.build/release/vanthu}")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
options=("$@")

cd "$folder"
export HOME=$folder XDG_DATA_HOME=$folder/data XDG_STATE_HOME=$folder/state XDG_CONFIG_HOME=$folder/config
export VANTHU_OFFICE=$folder/office.db
today=2026-11-20

title() { printf '\n\033[1m── %s\033[0m\n' "$*" | if [[ -t 1 ]]; then cat; else sed 's/\x1b\[[0-9;]*m//g'; fi; }

# Prints a command line as it would be typed.
show() {
  local word line='$ vanthu'
  for word; do
    if [[ $word =~ ^[A-Za-z0-9./:=@+_-]+$ ]]; then line+=" $word"; else line+=" \"${word//\"/\\\"}\""; fi
  done
  printf '%s\n' "$line"
}

# Runs a command that must end with the expected status; keeps its output in $answer.
ends() {
  local awaited=$1 code=0
  shift
  show "$@"
  answer=$("$program" "$@" --on "$today" "${options[@]}" 2>&1) || code=$?
  printf '%s\n' "${answer//$'\t'/ · }" | sed 's/\( · \)\+/ · /g; s/^/  /'
  if ((code != awaited)); then
    printf '\nThe command ended with code %d where %d was awaited.\n' "$code" "$awaited" >&2
    exit 1
  fi
}

knows() { "$program" help "$1" >/dev/null 2>&1; }
does() { ends 0 "$@"; }
is_refused() { ends 1 "$@" && echo "  (exit code 1)"; }

# Checks that the output of the last command contains this text.
must_say() {
  [[ $answer == *"$1"* ]] || { printf '\nThe answer does not say “%s”.\n' "$1" >&2 && exit 1; }
}

# Prints the value of a key in the JSON output of the last command.
value() { sed -n "s/.*\"$1\": \"\{0,1\}\([^\",}]*\).*/\1/p" <<<"$answer"; }

title "A sample commune with a year of documents / Một xã mẫu, một năm văn bản"
does sample --documents 300 --seed 1

title "What waits in the morning / Đầu ngày: việc đang chờ"
does inbox --limit 3
does overdue --limit 2

title "A letter comes by paper / Đăng ký văn bản đến"
letter=(118/UBND-VX --from "UBND tỉnh Cao Bằng" --date 19/11 --type "Công văn"
  --subject "V/v rà soát đường giao thông nông thôn trước mùa mưa" --due 27/11)
does register "${letter[@]}" --json
arrival=$(value arrivalNumber)

title "The same letter once more is refused / Đăng ký trùng thì bị từ chối"
is_refused register "${letter[@]}"
must_say "$arrival"

title "It is handed on / Chuyển giao"
does submit "$arrival"
does route "$arrival" --lead "Phòng Kinh tế" --cooperating "Công an xã" --due 25/11 \
  --instruction "Khảo sát, tham mưu trả lời UBND tỉnh"

title "What is due this week / Việc sắp đến hạn"
does search "chieu:den han:20/11..27/11" --limit 3

title "The answer is issued / Phát hành văn bản trả lời"
does issue --type "Công văn" --subject "V/v báo cáo kết quả rà soát đường giao thông nông thôn" --field VX \
  --signer "Chủ tịch, Nông Văn Bình" --to "UBND tỉnh Cao Bằng" --to "Sở Xây dựng tỉnh Cao Bằng" --json
issued=$(value code)

title "The letter is settled by it / Giải quyết xong"
does settle "$arrival" --answer "$issued"
does trail "$arrival"
must_say "$issued"

title "Found again, without marks / Tìm lại, không cần dấu"
does search "duong giao thong nong thon" --limit 3
must_say "118/UBND-VX"

title "Nothing is lost / Kiểm tra và sao lưu"
if knows verify; then does verify; fi
if knows backup; then
  does backup "$folder/backup.db"
  answer=$(VANTHU_OFFICE=$folder/backup.db "$program" show "$arrival" --on "$today" "${options[@]}")
  must_say "118/UBND-VX"
fi

printf '\nThe day is done / Hết một ngày làm việc.\n'
