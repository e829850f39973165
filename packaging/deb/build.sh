#!/bin/bash
# build.sh BIN OUT [VERSION]: makes OUT/vanthu_VERSION_ARCH.deb and OUT/vanthu-hub_VERSION_ARCH.deb from the release
# programs in BIN. The same programs and the same commit give the same bytes. VERSION is for tests of upgrades, and so
# is DEB_COMPRESSION=none.
set -euo pipefail
umask 022
export LC_ALL=C.UTF-8

[[ $# == 2 || $# == 3 ]] || {
  echo "Usage: build.sh BIN OUT [VERSION]" >&2
  exit 2
}
bin=$(realpath "$1")
mkdir -p "$2"
out=$(realpath "$2")
cd "$(dirname "$0")/../.."
here=packaging/deb
version=${3:-$(sed -n 's/.*static let version = "\(.*\)".*/\1/p' Sources/CommandWords/Release.swift)}
[[ -n $version ]] || {
  echo "Sources/CommandWords/Release.swift names no version." >&2
  exit 1
}
# The time of the files: that of the last commit, or that of the changelog in a folder without git.
: "${SOURCE_DATE_EPOCH:=$(git log -1 --format=%ct 2>/dev/null || stat -c %Y CHANGELOG.md)}"
export SOURCE_DATE_EPOCH
# Packages of another version would be checked and installed with the new ones.
rm -f "$out"/vanthu_*.deb "$out"/vanthu-hub_*.deb
maintainer=$(sed -n 's/^Maintainer: //p' $here/control)

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
clerk=$work/vanthu hub=$work/vanthu-hub
mkdir "$work/debian"
cp $here/control "$work/debian/control"
$here/changelog.pl "$version" "$SOURCE_DATE_EPOCH" "$maintainer" <CHANGELOG.md >"$work/debian/changelog"

# What "make install" installs, with Debian's folders; then the hub's part is put apart.
make --no-print-directory --silent install BIN="$bin" DESTDIR="$clerk" PREFIX=/usr \
  zsh_completions="$clerk/usr/share/zsh/vendor-completions"
for file in bin/vanthu-hub share/man/man1/vanthu-hub.1 share/man/vi/man1/vanthu-hub.1 \
  share/bash-completion/completions/vanthu-hub share/zsh/vendor-completions/_vanthu-hub \
  share/fish/vendor_completions.d/vanthu-hub.fish; do
  install -d "$hub/usr/$(dirname $file)"
  mv "$clerk/usr/$file" "$hub/usr/$file"
done
# Debian's copyright and changelog stand for these.
rm "$clerk/usr/share/doc/vanthu/LICENSE" "$clerk/usr/share/doc/vanthu/CHANGELOG.md"

install -d "$hub/usr/share/doc/vanthu-hub/anh" "$hub/usr/lib/"{sysusers.d,tmpfiles.d,vanthu-hub} \
  "$hub/lib/systemd/system"
install -m 644 NOTICE THIRD-PARTY.md docs/huong-dan/15-trung-tam.md "$hub/usr/share/doc/vanthu-hub"
install -m 644 docs/huong-dan/anh/trang-*.png "$hub/usr/share/doc/vanthu-hub/anh"
sed 's,/usr/local/bin/,/usr/bin/,' packaging/vanthu-hub.service >"$hub/lib/systemd/system/vanthu-hub.service"
install -m 644 $here/vanthu-hub-backup.{service,timer} "$hub/lib/systemd/system"
install -m 644 $here/vanthu-hub.sysusers "$hub/usr/lib/sysusers.d/vanthu-hub.conf"
install -m 644 $here/vanthu-hub.tmpfiles "$hub/usr/lib/tmpfiles.d/vanthu-hub.conf"
install -m 755 $here/backup.sh "$hub/usr/lib/vanthu-hub/backup"

# One package: what Debian asks of each, its control files, the archive.
package() {
  local name=$1 root=$work/$1 doc=$work/$1/usr/share/doc/$1 script
  install -d "$root/DEBIAN"
  [[ ! -e $here/$name.lintian ]] || install -D -m 644 "$here/$name.lintian" "$root/usr/share/lintian/overrides/$name"
  $here/copyright.pl THIRD-PARTY.md <$here/copyright >"$doc/copyright"
  cp "$work/debian/changelog" "$doc/changelog"
  gzip -9n "$doc/changelog" "$root"/usr/share/man/man1/* "$root"/usr/share/man/vi/man1/*
  for script in preinst postinst prerm postrm; do
    [[ ! -e $here/$name.$script ]] || install -m 755 "$here/$name.$script" "$root/DEBIAN/$script"
  done
  (
    cd "$work"
    # A program that has all libraries in it depends on none.
    # shellcheck disable=SC2046
    dpkg-shlibdeps -T"substvars.$name" $(find "$name/usr/bin" -type f -exec \
      sh -c 'readelf --dynamic "$1" | grep -q NEEDED' - {} \; -print)
    dpkg-gencontrol -p"$name" -P"$name" -v"$version" -T"substvars.$name" -fdebian/files
  )
  (cd "$root" && find . -path ./DEBIAN -prune -o -type f -printf '%P\0' | sort -z | xargs -0 md5sum) \
    >"$root/DEBIAN/md5sums"
  chmod -R u=rwX,go=rX "$root"
  find "$root" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
  # xz at its quickest: its usual level takes more than twice as long, for a seventh less.
  dpkg-deb --root-owner-group -Z"${DEB_COMPRESSION:-xz}" -z1 --build "$root" "$out" >/dev/null
  echo "$out/${name}_${version}_$(dpkg --print-architecture).deb"
}

package vanthu
package vanthu-hub
