#!/bin/bash
# The pictures of the province's page for the guide: a small province of real programs on loopback, a day's documents, then the pages
# as chromium shows them. Writes docs/huong-dan/anh/trang-*.png. BIN names the folder of the programs. Not run by CI: it needs
# chromium, curl and ImageMagick (convert).
set -euo pipefail
cd "$(dirname "$0")/.."

bin=$(realpath "${BIN:-.build/release}")
out=$(realpath docs/huong-dan)/anh
folder=$(mktemp -d)
hub=
finish() {
  if [[ -n $hub ]]; then
    kill "$hub" 2>/dev/null || true
    wait "$hub" 2>/dev/null || true
  fi
  [[ -n ${KEEP:-} ]] && echo "kept: $folder" || rm -rf "$folder"
}
trap finish EXIT
export VANTHU_HUB_DATA=$folder/hub
mkdir -p "$out"

program() {
  local office=$1
  shift
  HOME=$folder/$office XDG_DATA_HOME='' XDG_STATE_HOME='' XDG_CONFIG_HOME='' VANTHU_OFFICE='' "$bin/vanthu" "$@" >/dev/null
}
sync_all() { for office; do program "$office" sync; done; }

"$bin/vanthu-hub" init --name "VP UBND tỉnh Cao Bằng" >/dev/null
"$bin/vanthu-hub" serve --plain --listen 127.0.0.1:0 2>"$folder/hub.log" &
hub=$!
for _ in $(seq 100); do
  url=$(grep -o 'http://[0-9.:]*' "$folder/hub.log" || true)
  [[ -z $url ]] || break
  sleep 0.1
done

enrol() {
  local office=$1 organ=$2 name=$3
  program "$office" init --organ-id "$organ" --name "$name" --place "Cao Bằng" --clerk "Nông Thị Lan" ${4:+--symbol "$4"}
  program "$office" enrol --hub "$url" --code "$("$bin/vanthu-hub" enrol "$organ" | tail -n 1)" --name "Máy văn thư"
}
enrol snv so-noi-vu "Sở Nội vụ tỉnh Cao Bằng" SNV
enrol tinh ubnd-tinh "UBND tỉnh Cao Bằng"
enrol hungdao xa-2025-01351/ubnd "UBND xã Hưng Đạo"
issue() { program "$1" issue --type "Công văn" --subject "$2" --signer "Hoàng Thị Mai" "${@:3}"; }
issue snv "Về việc rà soát hộ nghèo năm 2026" --to xa-2025-01351/ubnd --to ubnd-tinh
issue snv "Về việc tổ chức hòa giải ở cơ sở" --to xa-2025-01351/ubnd --urgency khan
issue snv "Báo cáo công tác quý IV" --to ubnd-tinh
issue snv "Mời họp giao ban" --to xa-2025-01501/ubnd --to xa-2025-01351/ubnd
sync_all snv hungdao tinh
for office in tinh hungdao; do program "$office" accept 1 2>/dev/null || true; done
reference=$(HOME=$folder/hungdao "$bin/vanthu" inbox --json | grep -o '"reference": "[^"]*"' | head -1 | cut -d'"' -f4)
program hungdao accept "$reference"
reference=$(HOME=$folder/tinh "$bin/vanthu" inbox --json | grep -o '"reference": "[^"]*"' | head -1 | cut -d'"' -f4)
program tinh accept "$reference"
issue hungdao "Báo cáo tình hình mưa lũ" --to ubnd-tinh --urgency hoatoc
sync_all hungdao tinh snv hungdao
issue snv "Về việc nghỉ Tết Dương lịch" --to xa-2025-01351/ubnd
sync_all snv

password="mot hai ba bon"
log_in() {
  "$bin/vanthu-hub" account add "$1" "${@:2}" <<<"$password" >/dev/null
  local form
  form=$(curl -s -c "$folder/$1.cookies" "$url/dang-nhap" | grep -o 'name="dau" value="[0-9a-f]*"' | cut -d'"' -f4)
  curl -s -o /dev/null -b "$folder/$1.cookies" -c "$folder/$1.cookies" "$url/dang-nhap" \
    --data-urlencode "dau=$form" --data-urlencode "ten=$1" --data-urlencode "mk=$password"
}
# Name, account, address, width, height, colours (1 light, 0 dark).
picture() {
  local name=$1 file=$folder/$1.html
  curl -s -b "$folder/$2.cookies" "$url$3" >"$file"
  chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --force-device-scale-factor=1 \
    --blink-settings=preferredColorScheme="$6" --window-size="$4,$5" --screenshot="$folder/$name.png" "file://$file" 2>/dev/null
  convert "$folder/$name.png" -trim -bordercolor "$([[ $6 == 1 ]] && echo white || echo '#17181a')" -border 12 \
    -strip +dither -colors 48 PNG8:"$out/trang-$name.png"
}
log_in quan-tri
log_in hung-dao --office xa-2025-01351/ubnd
picture tong-quan quan-tri / 900 900 1
picture co-quan quan-tri "/co-quan?khoa=xa-2025-01351/ubnd" 1100 1100 1
picture cho quan-tri /cho 900 700 0
picture van-ban hung-dao "/van-ban?q=hoa+giai" 1000 700 1
picture dien-thoai hung-dao /van-ban 500 1400 1
touch "$folder/none.cookies"
picture dang-nhap none /dang-nhap 700 560 1
if [[ -n ${PAPER:-} ]]; then
  chromium --headless --no-sandbox --disable-gpu --print-to-pdf="$PAPER" "file://$folder/tong-quan.html" 2>/dev/null
fi
