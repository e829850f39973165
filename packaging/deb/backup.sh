#!/bin/sh
# backup: a backup of the hub in a folder of today's date in VANTHU_HUB_BACKUPS; then all but the newest
# VANTHU_HUB_BACKUPS_KEPT folders that are named after a date are removed. Nothing is removed when a backup fails.
set -eu
umask 077

backups=${VANTHU_HUB_BACKUPS:-/var/backups/vanthu-hub}
kept=${VANTHU_HUB_BACKUPS_KEPT:-7}
case $kept in
'' | *[!0-9]* | 0*)
  echo "VANTHU_HUB_BACKUPS_KEPT=$kept: phải là một số từ 1; chưa sao lưu gì." >&2
  exit 2
  ;;
esac
cd "$backups"
today=$backups/$(date +%F)

# A backup that was cut off is finished by the same command; one that is complete is not made again.
if [ -e "$today/hub.vanthu-hub" ]; then
  echo "Hôm nay đã có bản sao lưu: $today."
  exit 0
fi
vanthu-hub backup "$today"
find . -maxdepth 1 -type d -name '20[0-9][0-9]-[0-1][0-9]-[0-3][0-9]' | sort | head -n "-$kept" | xargs -r rm -rf --
