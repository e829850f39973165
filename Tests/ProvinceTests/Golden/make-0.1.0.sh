#!/bin/bash
# How province-0.1.0.tar.gz was made, by the programs of version 0.1.0 as they stood before any rule of rollback, sender or enrolment
# was changed. It is not made again: later programs write other bytes, and these are kept to be read. BIN names the folder of the programs.
#
# A hub, three offices and a fourth that claims more than it was told; documents, a recall, a second PC with a book handed over; then
# whatever can be under way: packets on sticks and in letters in both directions, a request of enrolment, its answer, an open code,
# a backup of an office and one of the hub that are older than the rest. Beside the files lies what the programs said of them then.
set -euo pipefail

bin=$(realpath "${BIN:?}")
out=$(realpath "${1:?where the archive goes}")
folder=$(mktemp -d)
hub=
finish() {
  stop
  rm -rf "$folder"
}
stop() {
  # Only what was started here, by its number.
  [[ -n $hub ]] || return 0
  kill "$hub" 2>/dev/null || true
  wait "$hub" 2>/dev/null || true
  hub=
}
trap finish EXIT
cd "$folder"

program() {
  local office=$1
  shift
  mkdir -p "$office"
  HOME=$folder/$office XDG_DATA_HOME='' XDG_STATE_HOME='' XDG_CONFIG_HOME='' "$bin/vanthu" --office "$folder/$office/office.db" "$@"
}
at_hub() { "$bin/vanthu-hub" "$@"; }
export VANTHU_HUB_DATA=$folder/hub
code() { at_hub enrol "$1" | tail -1; }
sync() { for office; do program "$office" sync; done; }
serve() {
  "$bin/vanthu-hub" serve --plain --listen 127.0.0.1:0 >"$folder/serve.log" 2>&1 &
  hub=$!
  url=
  for _ in $(seq 200); do
    url=$(grep -o 'http://[0-9.:]*' "$folder/serve.log" || true)
    [[ -z $url ]] || return 0
    sleep 0.1
  done
  cat "$folder/serve.log" >&2
  exit 1
}

at_hub init --name "VP UBND tỉnh Cao Bằng"
serve
echo "mat khau quan tri" | at_hub account add quan-tri
echo "mat khau hung dao" | at_hub account add hung-dao --office xa-2025-01351/ubnd

found() { program "$1" init --organ-id "$2" --name "$3" --place "$4" --clerk "$5" "${@:6}"; }
enrol() { program "$1" enrol --hub "$url" --code "$(code "$2")" --name "Máy văn thư"; }
found snv so-noi-vu "Sở Nội vụ tỉnh Cao Bằng" "Cao Bằng" "Nông Thị Lan" --symbol SNV
found hungdao xa-2025-01351/ubnd "UBND xã Hưng Đạo" "Hưng Đạo" "Lý Thị Nga"
found damthuy xa-2025-01501/ubnd "UBND xã Đàm Thủy" "Đàm Thủy" "Nông Thị Hương"
found trungkhanh xa-2025-01477/ubnd "UBND xã Trùng Khánh" "Trùng Khánh" "Hoàng Văn Bách"
enrol snv so-noi-vu
enrol hungdao xa-2025-01351/ubnd
enrol damthuy xa-2025-01501/ubnd
enrol trungkhanh xa-2025-01477/ubnd
sync snv hungdao damthuy trungkhanh snv hungdao

issue() { program "$1" issue --type "$2" --subject "$3" --signer "Giám đốc, Nông Văn Bình" "${@:4}"; }
for _ in $(seq 3500); do echo "Phụ lục: danh sách hộ nghèo"; done >phu-luc.txt
issue snv cv "V/v rà soát hộ nghèo năm nay" --field VX --to "UBND xã Hưng Đạo" --to "UBND xã Đàm Thủy" \
  --to "Công ty Xây dựng Bản Giốc" --due +10 --attach phu-luc.txt
sync snv hungdao damthuy
program hungdao accept 01/SNV-VX
program hungdao submit 1
program hungdao route 1 --lead "Văn hóa - Xã hội" --due +5 --instruction "Rà soát, báo cáo"
program damthuy send-back 01/SNV-VX --reason "Xã đã báo cáo đợt trước"
issue snv qd "Về việc thành lập tổ công tác" --to "UBND xã Hưng Đạo" --to "UBND xã Đàm Thủy"
sync hungdao damthuy snv hungdao damthuy
program hungdao accept 02/QĐ-SNV
program damthuy accept 02/QĐ-SNV
sync hungdao damthuy snv
program snv recall 02/QĐ-SNV --reason "Ký nhầm người"
program hungdao settle 1 --note "Đã gửi báo cáo"
sync snv hungdao damthuy
program hungdao agree 02/QĐ-SNV
program damthuy refuse 02/QĐ-SNV --reason "Tổ đã họp phiên đầu"
sync hungdao damthuy snv

# A second PC of Hưng Đạo; the book of outgoing documents is carried to it.
program hungdao2 join --from-hub "$url" --code "$(code xa-2025-01351/ubnd)" --name "Máy phòng bên"
sync hungdao hungdao2
station() { at_hub stations --json | grep -oE '"station": "[0-9a-f]{8}", "name": "'"$1"'"' | cut -d'"' -f4; }
program hungdao custody hand-over "di-$(date +%Y)" "$(station "Máy phòng bên")"
sync hungdao hungdao2
issue hungdao2 bc "Về kết quả rà soát hộ nghèo" --to "Sở Nội vụ tỉnh Cao Bằng"
sync hungdao2 snv hungdao
program snv accept 01/BC-UBND

# Trùng Khánh claims again and again that it was told more than the hub holds.
for _ in 1 2 3 4 5 6 7 8; do
  python3 -c "import sqlite3; db = sqlite3.connect('trungkhanh/office.db'); db.execute('UPDATE hub SET cursor = 999999'); db.commit()"
  sync trungkhanh
done
sync snv hungdao damthuy hungdao2

# Copies that are older than what comes now.
program snv backup "$folder/so-noi-vu-truoc.db"
at_hub backup "$folder/hub-truoc"
issue snv tb "Về lịch nghỉ lễ" --to "UBND xã Đàm Thủy" --to "UBND xã Trùng Khánh"
program snv register 15/UBND-VP --from "UBND tỉnh Cao Bằng" --date "hôm nay" --type cv --subject "Về việc họp giao ban"
sync snv

# Under way, unanswered: a packet of Hưng Đạo on a stick, letters of Sở Nội vụ.
mkdir usb-len thu-len
program hungdao register 7/HND --from "Hội Nông dân" --date "hôm nay" --type cv --subject "Xin phối hợp tập huấn"
program hungdao sync --folder usb-len
issue snv cv "V/v góp ý dự thảo" --field TH --to "UBND xã Hưng Đạo"
program snv sync --mail thu-len --from snv@caobang.gov.vn --to trung-tam@caobang.gov.vn
# Answered, unread: a stick of Đàm Thủy, letters to Trùng Khánh.
mkdir usb-ve thu-xa thu-tinh
program damthuy sync --folder usb-ve
at_hub answer usb-ve
program trungkhanh sync --mail thu-xa --from trungkhanh@caobang.gov.vn --to trung-tam@caobang.gov.vn
mv thu-xa/out/*.eml thu-tinh/
at_hub answer --mail thu-tinh --from trung-tam@caobang.gov.vn
mv thu-tinh/out/*.eml thu-xa/
rm -r thu-tinh

# Requests of enrolment: one the hub has not read, one whose answer the clerk has not read, and a code nobody has used.
mkdir usb-dang-ky usb-da-nhan
found thucphan xa-2025-01273/ubnd "UBND phường Thục Phán" "Thục Phán" "Mã Thị Én"
code xa-2025-01273/ubnd >ma-thuc-phan
program thucphan enrol --folder usb-dang-ky --code "$(cat ma-thuc-phan)" --name "Máy văn thư" || true
found nungtri xa-2025-01279/ubnd "UBND phường Nùng Trí Cao" "Nùng Trí Cao" "Bế Văn Đàn"
code xa-2025-01279/ubnd >ma-nung-tri
program nungtri enrol --folder usb-da-nhan --code "$(cat ma-nung-tri)" --name "Máy văn thư" || true
at_hub answer usb-da-nhan
code xa-2025-01288/ubnd >ma-chua-dung
stop

# What the programs of then say of all this.
mkdir then
date +%s >then/seconds
for office in snv hungdao hungdao2 damthuy trungkhanh; do
  program "$office" list incoming --all --json --limit 1000 >"then/$office.incoming.json"
  program "$office" list outgoing --all --json --limit 1000 >"then/$office.outgoing.json"
  program "$office" inbox --json --limit 1000 >"then/$office.inbox.json"
  program "$office" verify --json >"then/$office.verify.json"
done
at_hub verify --json >then/hub.verify.json
at_hub stations --json >then/hub.stations.json
rm -f phu-luc.txt serve.log
find . -name '*.log' -delete
find . -type d -empty -name '.*' -delete
tar --sort=name --owner=0 --group=0 --numeric-owner -cf - . | gzip -9n >"$out"
ls -l "$out"
