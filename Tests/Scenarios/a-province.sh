#!/bin/bash
# A small province on one machine: a hub and three offices in a temporary folder, on loopback. Documents go from one
# office to the others; after each step the sender's view is printed, with a sentence on what has happened. It ends at
# once when a step does not do what an office relies on.
#
# On a terminal the hub stays up at the end, to try things, until Ctrl-C. BIN names the folder of the programs.
set -euo pipefail

bin=$(realpath "${BIN:-$(dirname "$0")/../../.build/release}")
folder=$(mktemp -d)
hub=
finish() {
  # Only what was started here, by its process id.
  if [[ -n $hub ]]; then
    kill "$hub" 2>/dev/null || true
    wait "$hub" 2>/dev/null || true
  fi
  rm -rf "$folder"
}
trap finish EXIT
trap 'exit 0' INT TERM

cd "$folder"
export VANTHU_HUB_DATA=$folder/hub

title() { if [[ -t 1 ]]; then printf '\n\033[1m── %s\033[0m\n' "$*"; else printf '\n── %s\n' "$*"; fi; }
say() { printf "%s\n" "$*"; }

declare -A names=([snv]="Sở Nội vụ" [hungdao]="Xã Hưng Đạo" [damthuy]="Xã Đàm Thủy")

# Runs a program of an office: each has its own home, as on a PC of its own.
program() {
  local office=$1
  shift
  HOME=$folder/$office XDG_DATA_HOME='' XDG_STATE_HOME='' XDG_CONFIG_HOME='' VANTHU_OFFICE='' "$bin/vanthu" "$@"
}

# Prints a command line as it would be typed, runs it, keeps its output in $answer.
shown() {
  local who=$1 name=$2 word line code=0
  shift 2
  line="[$who] \$ $name"
  for word; do
    if [[ $word =~ ^[A-Za-z0-9./:=@+_-]+$ ]]; then line+=" $word"; else line+=" \"$word\""; fi
  done
  printf '%s\n' "$line"
  if [[ $name == vanthu-hub ]]; then
    answer=$("$bin/vanthu-hub" "$@" 2>&1) || code=$?
  else
    answer=$(program "$whose" "$@" 2>&1) || code=$?
  fi
  [[ -z $answer ]] || printf '%s\n' "${answer//$'\t'/ · }" | sed 's/\( · \)\+/ · /g; s/^/  /'
  if ((code != awaited)); then
    printf '\nThe command ended with code %d where %d was awaited.\n' "$code" "$awaited" >&2
    exit 1
  fi
}

at() { awaited=0 whose=$1 && shown "${names[$1]}" vanthu "${@:2}"; }
is_refused_at() { awaited=1 whose=$1 && shown "${names[$1]}" vanthu "${@:2}"; }
at_hub() { awaited=0 whose= && shown "Trung tâm" vanthu-hub "$@"; }
quietly_sync() { for office; do program "$office" sync >/dev/null; done; }

must_say() {
  [[ $answer == *"$1"* ]] || { printf '\nThe answer does not say “%s”.\n' "$1" >&2 && exit 1; }
}

# Prints one line for each recipient of a document, as its sender knows it; then each expected "NAME CODE" must be
# there.
states() {
  local number=$1 json name code note
  shift
  json=$(program snv show "$number" --json)
  answer=$(grep -o '"to": \[.*' <<<"$json" \
    | grep -oE '\{"organName": "[^"]*", "organId": [^,]*, "group": [^,]*, "status": [^,]*, "statusDay": [^,]*, "statusNote": ("[^"]*"|null), "way": "[^"]*"' \
    | sed -E 's/^\{"organName": "([^"]*)".*"status": "?([0-9a-z]*)"?,.*"statusNote": "?([^"]*)"?, "way": "([^"]*)"/\1|\2|\3|\4/')
  printf '  Sở Nội vụ thấy, văn bản %s:\n' "$number"
  while IFS='|' read -r name code note way; do
    [[ $note == null ]] && note='' || note=" ($note)"
    case $code in
      01) code='01 đã đến' ;;
      02) code='02 từ chối nhận' ;;
      03) code='03 đã tiếp nhận' ;;
      04) code='04 đã chuyển xử lý' ;;
      05) code='05 đang xử lý' ;;
      06) code='06 đã hoàn thành' ;;
      13) code='13 đã yêu cầu lấy lại, chờ trả lời' ;;
      15) code='15 đồng ý lấy lại, cập nhật' ;;
      16) code='16 không đồng ý lấy lại, cập nhật' ;;
      null) if [[ $way == post ]]; then code='ngoài hệ thống: gửi bưu điện'; else code='chưa có tin'; fi ;;
    esac
    printf '    %s: %s%s\n' "$name" "$code" "$note"
  done <<<"$answer"
  local awaited
  for awaited; do must_say "$awaited"; done
}

title "Lập trung tâm của tỉnh / A hub is made"
say "Trung tâm có khóa riêng và danh mục cơ quan của tỉnh. Ở đây không dùng TLS vì chỉ chạy trên một máy."
at_hub init --name "VP UBND tỉnh Cao Bằng"
"$bin/vanthu-hub" serve --plain --listen 127.0.0.1:0 >hub.log 2>&1 &
hub=$!
for _ in $(seq 100); do
  url=$(grep -o 'http://[0-9.:]*' hub.log || true)
  [[ -z $url ]] || break
  sleep 0.1
done
[[ -n $url ]] || { cat hub.log >&2 && exit 1; }
say "Trung tâm đang phục vụ ở $url."

title "Ba cơ quan lập sổ, đăng ký máy / Three offices enrol"
say "Quản trị tỉnh cấp cho mỗi máy một mã dùng một lần; văn thư gõ mã ấy. Từ đó máy ký mọi gói bằng khóa của mình."
enrol() {
  local office=$1 organ=$2 name=$3
  shift 3
  program "$office" init --organ-id "$organ" --name "$name" "$@" >/dev/null
  at_hub enrol "$organ"
  at "$office" enrol --hub "$url" --code "${answer##*$'\n'}" --name "Máy văn thư"
}
enrol snv so-noi-vu "Sở Nội vụ tỉnh Cao Bằng" --place "Cao Bằng" --clerk "Nông Thị Lan" --symbol SNV
enrol hungdao xa-2025-01351/ubnd "UBND xã Hưng Đạo" --place "Hưng Đạo" --clerk "Lý Thị Nga"
enrol damthuy xa-2025-01501/ubnd "UBND xã Đàm Thủy" --place "Đàm Thủy" --clerk "Nông Thị Hương"
say "Lần đồng bộ đầu: mỗi máy gửi sổ của mình lên và biết tỉnh có những máy nào."
at snv sync
quietly_sync hungdao damthuy snv

title "Phát hành tới hai xã và một công ty, kèm một tệp / A document is issued"
head -c 200000 /dev/urandom >phu-luc.pdf
at snv issue --type cv --field VX --subject "V/v rà soát hộ nghèo năm nay" --signer "Giám đốc, Nông Văn Bình" \
  --to "UBND xã Hưng Đạo" --to "UBND xã Đàm Thủy" --to "Công ty Xây dựng Bản Giốc" --due +10 --attach phu-luc.pdf
must_say "01/SNV-VX"
say "Chưa đồng bộ thì chưa ai nhận được gì. Công ty không ở trong hệ thống, nên vẫn phải gửi bưu điện."
states 01/SNV-VX "UBND xã Hưng Đạo|null|null|hub" "Công ty Xây dựng Bản Giốc|null|null|post"

title "Đồng bộ: văn bản đến nơi nhận / It arrives"
at snv sync --json
must_say '"status": "done"'
at hungdao sync
at hungdao inbox
must_say "mới đến"
say "Máy của xã đã tự báo “đã đến” trong chính lần đồng bộ ấy. Xã Đàm Thủy cũng đồng bộ, rồi Sở."
quietly_sync damthuy snv
states 01/SNV-VX "UBND xã Hưng Đạo|01" "UBND xã Đàm Thủy|01"

title "Hưng Đạo tiếp nhận và chuyển, Đàm Thủy trả lại / Accepted, routed; sent back"
at hungdao accept 01/SNV-VX
at hungdao submit 1
at hungdao route 1 --lead "Văn hóa - Xã hội" --due +5 --instruction "Rà soát, báo cáo"
at damthuy send-back 01/SNV-VX --reason "Xã đã báo cáo đợt trước"
quietly_sync hungdao damthuy snv
states 01/SNV-VX "UBND xã Hưng Đạo|04" "UBND xã Đàm Thủy|02|Xã đã báo cáo đợt trước"

title "Hưng Đạo giải quyết xong, trả lời bằng một báo cáo / Settled and answered"
at hungdao issue --type bc --subject "Kết quả rà soát hộ nghèo" --signer "Chủ tịch, Lý Văn Páo" \
  --to "Sở Nội vụ tỉnh Cao Bằng"
at hungdao settle 1 --answer 01/BC-UBND
quietly_sync hungdao snv
states 01/SNV-VX "UBND xã Hưng Đạo|06|trả lời bằng 01/BC-UBND"
say "Hai văn bản nêu nhau, ở Sở và ở xã."
at snv accept 01/BC-UBND
at snv show 01/SNV-VX
must_say "trả lời bằng 01/BC-UBND của UBND xã Hưng Đạo, số đến 1"
at snv show 1
must_say "trả lời 01/SNV-VX"

title "Thu hồi: một nơi đồng ý, một nơi không / A recall"
at snv issue --type qd --subject "Về việc thành lập tổ công tác" --signer "Giám đốc, Nông Văn Bình" \
  --to "UBND xã Hưng Đạo" --to "UBND xã Đàm Thủy"
must_say "02/QĐ-SNV"
quietly_sync snv hungdao damthuy
at hungdao accept 02/QĐ-SNV
at damthuy accept 02/QĐ-SNV
quietly_sync hungdao damthuy snv
say "Sở thấy ký nhầm và thu hồi. Số 02 vẫn nằm trong sổ; hai xã được yêu cầu hủy nội dung và trả lời."
at snv recall 02/QĐ-SNV --reason "Ký nhầm người"
states 02/QĐ-SNV "UBND xã Hưng Đạo|13" "UBND xã Đàm Thủy|13"
quietly_sync snv hungdao damthuy
at hungdao inbox --limit 1
must_say "nơi gửi yêu cầu"
say "Hưng Đạo đồng ý: nội dung bị hủy trên máy, dòng trong sổ còn lại. Đàm Thủy không đồng ý, nêu lý do."
at hungdao agree 02/QĐ-SNV
at hungdao show 2 --json
must_say '"state": "withdrawn"'
at damthuy refuse 02/QĐ-SNV --reason "Tổ đã họp phiên đầu"
quietly_sync hungdao damthuy snv
states 02/QĐ-SNV "UBND xã Hưng Đạo|15" "UBND xã Đàm Thủy|16|Tổ đã họp phiên đầu"

title "Xã mất mạng: gửi bằng USB / By a stick"
at snv issue --type tb --subject "Về lịch nghỉ lễ" --signer "Giám đốc, Nông Văn Bình" --to "UBND xã Đàm Thủy"
quietly_sync snv
mkdir usb
say "Xã ghi gói đã niêm phong vào USB; quản trị tỉnh trả lời trên chính USB ấy; xã cắm lại."
at damthuy sync --folder usb
at_hub answer usb
at damthuy sync --folder usb
at damthuy inbox --limit 1
must_say "Về lịch nghỉ lễ"

title "Xã chỉ có thư điện tử / By mail"
at snv issue --type tb --subject "Về tập huấn phần mềm" --signer "Giám đốc, Nông Văn Bình" --to "UBND xã Đàm Thủy"
quietly_sync snv
mkdir thu-xa thu-tinh
say "Xã viết thư; người đưa thư ở đây chỉ chuyển tệp .eml từ hộp này sang hộp kia."
at damthuy sync --mail thu-xa --from damthuy@caobang.gov.vn --to trung-tam@caobang.gov.vn
mv thu-xa/out/*.eml thu-tinh/
at_hub answer --mail thu-tinh --from trung-tam@caobang.gov.vn
mv thu-tinh/out/*.eml thu-xa/
at damthuy sync --mail thu-xa
at damthuy inbox
must_say "Về tập huấn phần mềm"

title "Văn bản thay thế / A replacement"
at snv issue --type tb --subject "Về lịch nghỉ lễ (thay)" --signer "Giám đốc, Nông Văn Bình" \
  --to "UBND xã Đàm Thủy" --replaces 03/TB-SNV
quietly_sync snv damthuy
at damthuy show 03/TB-SNV
must_say "đã được thay thế bằng 05/TB-SNV"
at snv show 03/TB-SNV
must_say "đã được thay thế bằng 05/TB-SNV"

title "Máy lạ bị từ chối / A revoked station"
at_hub stations --json
station=$(grep -oE '"station": "[0-9a-f]{8}", "name": "[^"]*", "organ": "xa-2025-01501/ubnd"' <<<"$answer" | cut -d'"' -f4)
at_hub revoke "$station" --reason "Máy bị mất"
is_refused_at damthuy sync
say "Những gì máy ấy đã gửi vẫn giữ. Quản trị cấp mã mới, xã lấy lại toàn bộ sổ trên máy mới."
at_hub enrol xa-2025-01501/ubnd
rm -r "$folder/damthuy"
at damthuy restore --from-hub "$url" --code "${answer##*$'\n'}" --station "$station" --name "Máy mới"
at damthuy numbers --last den-"$(date +%Y)"=1 --last di-"$(date +%Y)"=0 --last di-sao-"$(date +%Y)"=0
at damthuy sync

title "Kiểm tra tất cả / Everything is sound"
for office in snv hungdao damthuy; do at "$office" verify; done
at_hub verify
at_hub backup "$folder/sao-luu"
at_hub stations

printf '\nHết chuyện / The story is told.\n'
if [[ -t 0 && -t 1 ]]; then
  printf '\nTrung tâm còn chạy ở %s. Thử tiếp ở cửa sổ khác, ví dụ:\n' "$url"
  for office in snv hungdao damthuy; do
    printf '  HOME=%s/%s %s/vanthu\n' "$folder" "$office" "$bin"
  done
  printf 'Ctrl-C để dừng; thư mục thử sẽ được xóa.\n'
  wait "$hub"
fi
