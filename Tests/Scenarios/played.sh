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
# The desktop's timers and the mail program of this PC are not touched.
export PATH=$ROOT/bin:$PATH XDG_RUNTIME_DIR=$ROOT
if [[ ! -e $ROOT/bin ]]; then
  mkdir -p "$ROOT/bin" "$ROOT/systemd"
  for name in systemctl loginctl crontab msmtp; do
    printf '#!/bin/sh\ncat > /dev/null\n' > "$ROOT/bin/$name"
    chmod +x "$ROOT/bin/$name"
  done
fi

# As the user that a document names: here all is the reader's.
sudo() {
  if [[ $1 == -u ]]; then shift 2; fi
  "$@"
}

# A password is typed where one is asked for. A hub that serves is ended when it has said so.
vanthu-hub() {
  case " $* " in
    *" account add "* | *" account password "*) echo "Sông Hiến mùa nước nổi 26" | "$PROGRAMS/vanthu-hub" "$@" ;;
    " serve "*) served "$@" ;;
    *) "$PROGRAMS/vanthu-hub" "$@" ;;
  esac
}

# Its usual port may be another's on the machine of the test.
served() {
  local hub said=$ROOT/said/served
  [[ " $* " == *" --listen "* ]] || set -- "$@" --listen "127.0.0.1:$((20000 + RANDOM % 12000))"
  "$PROGRAMS/vanthu-hub" "$@" > "$said" 2>&1 &
  hub=$!
  while kill -0 $hub 2> /dev/null && ! grep -q "://" "$said"; do sleep 0.05; done
  cat "$said"
  kill $hub && wait $hub
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
    vanthu inbox --json | grep -o '"moi-[0-9]*"' | tr -d '"' | sort -uV)
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
  [[ -e $ROOT/others/snv ]] || other snv so-noi-vu "Sở Nội vụ tỉnh Cao Bằng" --symbol SNV --first-outgoing 201 || return
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

# Other PCs: the office's folder of the reader changes place with that of another desk.
desk() {
  local now=own
  [[ -e $ROOT/desk ]] && now=$(< "$ROOT/desk")
  mkdir -p "$ROOT/desks/$1"
  mv ~/.local/share/vanthu "$ROOT/desks/$now.put" && mv "$ROOT/desks/$1" ~/.local/share/vanthu
  mv "$ROOT/desks/$now.put" "$ROOT/desks/$now"
  echo "$1" > "$ROOT/desk"
}

# An office under an old name; one with a few letters.
misnamed() {
  vanthu init --organ-id x --name "UBND xã Trùng Khánh cũ" --place "Trùng Khánh" --clerk "Hoàng Thị Mai"
}
letters() {
  vanthu register 1/UBND --from "UBND tỉnh Cao Bằng" --date 19/11 --type cv --subject "V/v rà soát"
  decision "UBND tỉnh Cao Bằng"
}

# An outgoing document with two files, 450 kB together.
with_files() {
  head -c 225000 /dev/urandom > mot.pdf
  head -c 225000 /dev/urandom > hai.pdf
  vanthu issue --type cv --field VX --subject "V/v rà soát" --signer "Chủ tịch, Nông Văn A" \
    --to "Sở Nội vụ tỉnh Cao Bằng" --attach mot.pdf --attach hai.pdf
}

# So many letters of the department wait at the hub.
mail() {
  local number
  for ((number = 1; number <= $1; number++)); do
    snv issue --type cv --field VX --subject "V/v thư $number" --signer "Giám đốc, Lê B" --to "${2:-UBND xã Đàm Thủy}"
  done
  snv sync
}

# An office without a line: its code, the hub's fingerprint, and the hub's keys on the stick.
by_stick() {
  founded_as xa-2025-01477/ubnd "UBND xã Trùng Khánh"
  mail 2 "UBND xã Trùng Khánh"
  means_code xa-2025-01477/ubnd
  means "G993 X88P P2CN ZPY6 N5PP" "$(vanthu-hub enrol xa-2025-01477/ubnd --stick "$ROOT/media/usb" --json |
    sed 's/.*"hubKey": "\([^"]*\)".*/\1/')"
}
founded_as() { vanthu init --organ-id "$1" --name "$2" --place "Cao Bằng" --clerk "Văn thư"; }

# Waits until the packets of the common folder are answered.
relayed() {
  local tries
  for ((tries = 0; tries < 200; tries++)); do
    vanthu relay | grep -q "tỉnh trả lời" && return
    sleep 0.1
  done
  return 1
}

station() { vanthu sync status --json | sed 's/.*"station": "\([^"]*\)".*/\1/'; }
take_code() {
  means 0M00-1SG9-7KQ2-M0XD "$(vanthu custody hand-over den-2026 "$(cat "$ROOT/own-station")" |
    grep -o '[0-9A-Z]\{4\}-[0-9A-Z]\{4\}-[0-9A-Z]\{4\}-[0-9A-Z]\{4\}')"
}
revoke_own() {
  means 0a1b2c3d "$(station)"
  vanthu-hub revoke "$(station)" --reason "Máy cháy"
}

station_of() { HOME=$ROOT/others/$1 station; }

certificate() {
  mkdir -p "$VANTHU_HUB_DATA/tls"
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 825 -subj "/CN=localhost" \
    -addext "subjectAltName=DNS:localhost" -keyout "$VANTHU_HUB_DATA/tls/key.pem" -out "$VANTHU_HUB_DATA/tls/cert.pem"
}

# On the stick: what the reader's office, which is not enrolled, asks of the hub, and its first packet.
for_answer() {
  local code
  code=$(code xa-2025-01501/ubnd)
  vanthu-hub enrol xa-2025-01501/ubnd --stick "$ROOT/media/usb"
  vanthu enrol --folder "$ROOT/media/usb" --code "$code" --hub-key "$(
    vanthu-hub enrol xa-2025-01501/ubnd --json | sed 's/.*"hubKey": "\([^"]*\)".*/\1/'
  )" || [[ $? == 1 ]]
}

# The hub's data are those of a snapshot: a copy that is no backup, put back after more had come.
set_back() {
  cp "$VANTHU_HUB_DATA/hub.vanthu-hub" "$ROOT/snapshot"
  hub_up
  HOME=$ROOT/snv-second vanthu draft --type tb --subject "Về việc nghỉ lễ"
  HOME=$ROOT/snv-second vanthu sync
  hub_down
  cp "$ROOT/snapshot" "$VANTHU_HUB_DATA/hub.vanthu-hub"
}
