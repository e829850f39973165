#!/bin/bash
# Read by bash before each line of a document that PlayedDocsTests plays. ROOT is a folder of the test, PROGRAMS that of
# the built programs.

export VANTHU_HUB_DATA=$ROOT/var/lib/vanthu-hub VANTHU_OPENER=/bin/true

# The day of the guide. The day of the clock is asked for by commands that are about the clock, and once an exchange has
# been: the hub's clock is the machine's.
vanthu() {
  case " $* " in
    *" --on "* | " today "* | " mend-clock "*) "$PROGRAMS/vanthu" "$@" ;;
    *) if [[ -e $ROOT/now ]]; then "$PROGRAMS/vanthu" "$@"; else "$PROGRAMS/vanthu" --on 2026-11-20 "$@"; fi ;;
  esac
}
# A password is typed where one is asked for.
vanthu-hub() {
  case " $* " in
    *" account add "* | *" account password "*) echo "Sông Hiến mùa nước nổi 26" | "$PROGRAMS/vanthu-hub" "$@" ;;
    *) "$PROGRAMS/vanthu-hub" "$@" ;;
  esac
}

# What a name of the document is here.
means() { printf '%s\t%s\n' "$1" "$2" >> "$ROOT/means"; }

# A hub of the province on the loopback, under the address that the documents give it.
hub_up() {
  local tries
  [[ -e $VANTHU_HUB_DATA/hub.key ]] || vanthu-hub init --name "VP UBND tỉnh Cao Bằng" || return
  for ((tries = 0; tries < 20; tries++)); do
    [[ -e $ROOT/port ]] || echo $((20000 + RANDOM % 12000)) > "$ROOT/port"
    "$PROGRAMS/vanthu-hub" serve --plain --listen "127.0.0.1:$(< "$ROOT/port")" > "$ROOT/served" 2>&1 &
    echo $! | tee -a "$ROOT/pids" > "$ROOT/hub"
    hub_answers && break
    [[ -e $ROOT/means ]] && grep -q '^https:' "$ROOT/means" || rm "$ROOT/port"
  done
  grep -qs '^https:' "$ROOT/means" || means https://vanthu.caobang.gov.vn "http://127.0.0.1:$(< "$ROOT/port")"
}

# Whether the hub that was started comes to serve.
hub_answers() {
  while kill -0 "$(< "$ROOT/hub")" 2> "$ROOT/served.not"; do
    grep -q "http://" "$ROOT/served" && return
    sleep 0.05
  done
  return 1
}

hub_down() {
  kill "$(< "$ROOT/hub")"
  while kill -0 "$(< "$ROOT/hub")" 2> "$ROOT/served.not"; do sleep 0.05; done
}

# A code for a station of an office: the one that the documents show.
code() { vanthu-hub enrol "$1" --json | sed 's/.*"code": "\([^"]*\)".*/\1/'; }

# Another office, with a PC of its own. other NAME ORGAN "NAME OF THE OFFICE" founds and enrols it; other NAME WORDS…
# is a command there.
other() {
  local own=$1
  shift
  if [[ ! -e $ROOT/others/$own ]]; then
    mkdir -p "$ROOT/others/$own"
    HOME=$ROOT/others/$own vanthu init --organ-id "$1" --name "$2" --place "Cao Bằng" --clerk "Văn thư $own" "${@:3}" &&
      HOME=$ROOT/others/$own vanthu enrol --insecure --hub "http://127.0.0.1:$(< "$ROOT/port")" --code "$(code "$1")"
  else
    HOME=$ROOT/others/$own vanthu "$@"
  fi
}

# Enrols the reader's PC.
enrol_own() { vanthu enrol --insecure --hub "http://127.0.0.1:$(< "$ROOT/port")" --code "$(code "$1")"; }

# What the first arrival in the inbox is called.
arrived() { vanthu inbox --json | grep -o '"moi-[0-9]*"' | head -1 | tr -d '"'; }

means_code() { means 7KQ2-M0XD-9TRA-4GGS-S60R-6DC1 "$(code "$1")"; }

# What the arrivals of the inbox are called, in the order of the names of the document.
means_arrivals() {
  local name
  while read -r name; do [[ $# -gt 0 ]] && means "$1" "$name" && shift; done < <(
    vanthu inbox --json | grep -o '"moi-[0-9]*"' | tr -d '"' | sort -u)
}

no_office() { rm -rf ~/.local/share/vanthu/*; }

# A new office in place of the sample.
founded() {
  no_office
  vanthu init --organ-id xa-2025-01501/ubnd --name "UBND xã Đàm Thủy" --place "Đàm Thủy" --clerk "Nông Thị Hương" "$@"
}

decision() {
  vanthu issue --type qd --subject "Về việc thành lập tổ công tác" --signer "Chủ tịch, Nông Văn A" --to "$1"
}

# The department of the interior, which sends and reads.
snv() {
  [[ -e $ROOT/others/snv ]] || other snv so-noi-vu "Sở Nội vụ tỉnh Cao Bằng" --symbol SNV || return
  other snv "$@"
}
snv_arrived() { HOME=$ROOT/others/snv arrived; }

# So many letters of it come to the reader's office.
arrivals() {
  local number
  for ((number = 1; number <= $1; number++)); do
    snv issue --type cv --field VX --subject "V/v rà soát lần $number" --signer "Giám đốc, Lê B" --to "UBND xã Đàm Thủy"
  done
  snv sync && vanthu sync
}

# The only station at the hub; the first one of the department.
stations() { vanthu-hub stations | cut -f1 | head -1; }
snv_station() { vanthu-hub stations | grep "Sở Nội vụ" | cut -f1 | head -1; }

# A second PC of the reader's office, of the department.
second() { joined "$ROOT/second" xa-2025-01501/ubnd && vanthu sync; }
snv_second() { joined "$ROOT/snv-second" so-noi-vu; }
joined() {
  vanthu sync || true
  HOME=$1 vanthu join --from-hub "http://127.0.0.1:$(< "$ROOT/port")" --code "$(code "$2")" --name "Máy phòng một cửa"
}
second_station() { HOME=$ROOT/second vanthu sync status --json | sed 's/.*"station": "\([^"]*\)".*/\1/'; }
own_station() { vanthu sync status --json | sed 's/.*"station": "\([^"]*\)".*/\1/'; }

# The book of arrivals goes to the second PC; it comes back with the code that this prints.
hand_over() {
  vanthu custody hand-over den-2026 "$(second_station)"
  vanthu sync && HOME=$ROOT/second vanthu sync
}
handed_over() {
  HOME=$ROOT/second vanthu custody hand-over den-2026 "$(own_station)" |
    grep -o '[0-9A-Z]\{4\}-[0-9A-Z]\{4\}-[0-9A-Z]\{4\}-[0-9A-Z]\{4\}'
}

# A register of arrivals from a spreadsheet; a document of the national axis.
csv() {
  printf '%s\n' 'Số đến,Ngày đến,Tác giả,"Số, ký hiệu",Ngày văn bản,Tên loại,Trích yếu' \
    '1,05/01/2024,UBND tỉnh Cao Bằng,7/UBND-VX,03/01/2024,Công văn,V/v rà soát hộ nghèo'
}
agency() { printf 'id\tname\nban-an-toan-giao-thong\tBan An toàn giao thông tỉnh Cao Bằng\n'; }
message() {
  HOME=$ROOT/sender vanthu init --organ-id 000.00.00.H14 --name "UBND tỉnh Cao Bằng" --place "Cao Bằng" \
    --clerk "Văn thư" --first-outgoing 118
  HOME=$ROOT/sender vanthu issue --type cv --field VX --subject "V/v rà soát hộ nghèo" --signer "Chủ tịch, Hoàng A" \
    --to "UBND xã Đàm Thủy" --on 2026-11-19
  HOME=$ROOT/sender vanthu export 118/UBND-VX --format edxml --to "$1"
}
