#!/usr/bin/env bash
# Bring the version in this folder into service: deploy/upgrade.sh [--keep-texts]
# Backup, new version, migrations, texts, health check; if anything fails, everything is again as it was.
# Readers are served all the while by nginx from the stored pages; editors wait a minute or two.
set -euo pipefail
cd "$(dirname "$0")/.."
. deploy/lib.sh
[ -r "$ETC/answers" ] || fail "No portal is installed here: deploy/install.sh"
[ -n "$ROOT" ] || [ "$(id -u)" = 0 ] || fail "Run this as root."
. "$ETC/answers"
exec 9>"$PREFIX/.upgrading"
flock -n 9 || fail "Another upgrade is under way."

old="$(current_release)"
say "Putting the new version beside the old one …"
new="$(make_release .)" || fail "The new version could not be put into place. Nothing was changed."
[ "$new" != "$old" ] || { say "This version runs already. Nothing was changed."; exit 0; }
archive="" failed="the new version does not start with this installation’s settings"
back() {
  trap - EXIT INT TERM; set +e
  say "" >&2; say "Failed: $failed. Going back to the version before …" >&2
  stop_services
  switch_to "$old"
  [ -z "$archive" ] || manage "$old" restore --yes --keep-pages "$archive" >&2 || say "The backup could not be restored: cop-manage restore $archive" >&2
  manage "$old" collectstatic --noinput --verbosity 0; manage "$old" prepare_release >/dev/null
  reload_nginx; start_services
  healthy && fail "Everything is as it was before, and runs. The new version was not taken into service."
  fail "The old version does not answer either. Look at: journalctl -u cop-web. Backup: ${archive:-none}"
}
# On EXIT, not ERR: bash ends a failing function at once and leaves ERR out.
trap back EXIT
trap 'exit 1' INT TERM

# The worker, which may be making documents, rests from here on: 512 MiB do not hold it and a second version beside it.
stop_one worker
manage "$new" check --fail-level ERROR >/dev/null

# From here to the health check nobody can edit, so that going back loses nothing.
failed="stopping the old version"
say "Stopping editing; making a backup …"
stop_services
failed="the backup"
archive_said="$(manage "$old" backup --keep 14)"
archive="$(head -n 1 <<<"$archive_said")"
failed="the migrations"
say "Migrating …"
manage "$new" migrate --verbosity 0
manage "$new" collectstatic --noinput --verbosity 0
failed="the headers for nginx"
manage "$new" prepare_release >/dev/null
reload_nginx
switch_to "$new"
failed="the texts"
if [ "${1:-}" != --keep-texts ]; then
  say "Loading the texts; what was changed here stays as it is …"
  for language in ${LANGUAGES//,/ }; do manage "$new" load_pack --quiet --only "$language"; done
fi
failed="the search index"
manage "$new" refresh_search >/dev/null
failed="the health check"
start_services
healthy || false
trap - EXIT INT TERM

say "The new version runs. Backup from before: $archive"
# This one and the one before stay.
for one in "$PREFIX"/releases/*; do
  case "$one" in "$new" | "$old") ;; *) rm -rf "$one" ;; esac
done
