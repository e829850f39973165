#!/bin/bash
# check-installed.sh: what check.sh does inside of a clean Debian 12, with the packages in /debs. Changes the system it
# runs in: not to be started by hand.
set -euo pipefail

complain() {
  echo "packages: $*" >&2
  exit 1
}
[[ -d /debs/now ]] || complain "check.sh starts this in a root of its own"
step() { echo "packages: $*"; }
quietly() { "$@" >/tmp/log 2>&1 || { cat /tmp/log >&2; complain "failed: $*"; }; }
version_is() { [[ $(dpkg-query -W -f='${Version}' "$1") == "$2" ]] || complain "$1 is not of version $2"; }
# The hub as its own account; the clerk as somebody without rights.
as_hub() { runuser -u vanthu-hub -- vanthu-hub "$@"; }
as_clerk() { runuser -u clerk -- env HOME=/home/clerk "$@"; }
sums() { find /home/clerk /var/lib/vanthu-hub /var/backups/vanthu-hub -type f -exec sha256sum {} + | sort -k 2; }
newest=$(basename /debs/now/vanthu_*.deb)
newest=${newest#vanthu_}
newest=${newest%_*.deb}

quietly apt-get update
quietly apt-get install -y --no-install-recommends /debs/before/*.deb
version_is vanthu 0.1.9~test
version_is vanthu-hub 0.1.9~test
step "installed both at $(dpkg-query -W -f='${Version}' vanthu)"

useradd --create-home clerk
[[ $(as_clerk vanthu --version) == vanthu* ]] || complain "vanthu does not say its version"
quietly as_clerk vanthu sample --office /home/clerk/so.db --documents 300 --seed 1
as_clerk vanthu search "ho ngheo" --office /home/clerk/so.db >/tmp/found || complain "search fails"
[[ -s /tmp/found ]] || complain "search finds nothing in the sample"
step "an office of 300 documents; search finds $(wc -l </tmp/found) of them"
# minbase has no man, but dpkg may also be told to leave manuals out: then this would not be a plain Debian.
for page in man1/vanthu.1 vi/man1/vanthu.1 man1/vanthu-hub.1 vi/man1/vanthu-hub.1; do
  gzip -t "/usr/share/man/$page.gz" || complain "no manual $page"
done
for file in bash-completion/completions/vanthu zsh/vendor-completions/_vanthu fish/vendor_completions.d/vanthu.fish \
  bash-completion/completions/vanthu-hub zsh/vendor-completions/_vanthu-hub fish/vendor_completions.d/vanthu-hub.fish \
  applications/vanthu.desktop icons/hicolor/scalable/apps/vanthu.svg vanthu/keys/vim.keys \
  doc/vanthu/huong-dan/01-cai-dat.md doc/vanthu/copyright doc/vanthu-hub/changelog.gz; do
  [[ -s /usr/share/$file ]] || complain "no /usr/share/$file"
done
[[ $(find / -xdev -path /debs -prune -o -name 'vanthu*' -not -user root -print | sort | xargs) \
  == "/var/backups/vanthu-hub /var/lib/vanthu-hub" ]] || complain "files of others than root"
[[ $(stat -c '%a %U' /var/lib/vanthu-hub /var/backups/vanthu-hub | sort -u) == "700 vanthu-hub" ]] \
  || complain "the hub's folders are not its own"

quietly as_hub init --name "VP UBND"
quietly runuser -u vanthu-hub -- /usr/lib/vanthu-hub/backup
quietly runuser -u vanthu-hub -- /usr/lib/vanthu-hub/backup
quietly as_hub verify --data "/var/backups/vanthu-hub/$(date +%F)"
for unit in vanthu-hub.service vanthu-hub-backup.service vanthu-hub-backup.timer; do
  quietly systemd-analyze verify --man=no "/lib/systemd/system/$unit"
done
step "a hub, and its backup of today"

sums >/tmp/before
quietly apt-get install -y --no-install-recommends /debs/now/*.deb
version_is vanthu "$newest"
version_is vanthu-hub "$newest"
sums >/tmp/after
diff /tmp/before /tmp/after || complain "the upgrade changed data"
quietly as_clerk vanthu verify --office /home/clerk/so.db
quietly as_hub verify
step "upgraded to $newest; office and hub are whole"

dpkg -L vanthu vanthu-hub | grep . | sort -u >/tmp/installed
sums >/tmp/before
quietly apt-get remove -y vanthu vanthu-hub
while read -r file; do
  [[ -d $file || ! -e $file ]] || complain "left after remove: $file"
done </tmp/installed
quietly apt-get purge -y vanthu vanthu-hub
grep -q /var/lib/vanthu-hub /tmp/log || complain "purge does not say where the data are"
left=$(find / -xdev \( -path /debs -o -path /proc -o -path /var/lib/vanthu-hub -o -path /var/backups/vanthu-hub \) -prune \
  -o \( -name '*vanthu*' -o -lname '*vanthu*' \) -print)
[[ -z $left ]] || complain "left after purge: $left"
sums >/tmp/after
diff /tmp/before /tmp/after || complain "removing changed data"
step "removed; $(wc -l </tmp/after) files of data are left, and nothing else"
