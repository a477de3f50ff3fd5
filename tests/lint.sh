#!/usr/bin/env bash
# Style and form of everything in the repository that is not a person's prose.
set -uo pipefail
cd "$(dirname "$0")/.."
bad=0
say() { bad=1; echo "$1"; }
export DJANGO_SETTINGS_MODULE=cop_portal.settings.test

.venv/bin/ruff check --quiet . || bad=1
.venv/bin/ruff format --quiet --check . || say "Python is not formatted: make format"
# Its warnings only say that a rule named in a line found nothing in another line of the same statement.
.venv/bin/bandit -q -c pyproject.toml -r . 2>/dev/null || say "bandit: mend it, or say in the line why not: # nosec B000 # reason"
tests/secrets.sh || say "Something looks like a secret. If it is none: # pragma: allowlist secret -- reason"
.venv/bin/djlint --quiet --lint templates || bad=1

physical=$(git ls-files 'static/*.css' | xargs -r grep -nE '(margin|padding|border)-(left|right)|[^-](left|right) *:|text-align: *(left|right)|float: *(left|right)|[^-](width|height) *:' | grep -vE '@media|@container|min-width|max-width' || true)
[ -z "$physical" ] || say "Physical CSS (breaks Arabic), use logical properties:
$physical"
inline=$(git ls-files 'templates/*.html' | grep -vE '^templates/(wagtailadmin|account|mfa)' | xargs -r grep -nE ' style="|<script>|onclick=' || true)
[ -z "$inline" ] || say "Inline style or script (the policy forbids it):
$inline"
bare=$(git ls-files 'templates/*.html' | xargs -r grep -nE '\{\{ *(term|framework|service|country|resource)\.(name|definition|title|summary)' || true)
[ -z "$bare" ] || say "A translated field printed without {% say %}:
$bare"
long=$(git ls-files '*.py' '*.html' '*.css' '*.js' '*.sh' | grep -vE '/migrations/|vendor|\.min\.|docs/illustrations/' | xargs wc -l | awk '$1>400 && $2!="total"{print "  "$2": "$1" lines"}')
[ -z "$long" ] || say "Files over 400 lines:
$long"
sango=$(git ls-files | grep -i sango || true)
[ -z "$sango" ] || say "A file name contains the guide's name, which is a setting:
$sango"

.venv/bin/python manage.py check --fail-level WARNING >/dev/null || bad=1
.venv/bin/python manage.py makemigrations --check --dry-run >/dev/null || say "Migrations are missing."
.venv/bin/python manage.py fmt_pack --check >/dev/null || say "content/ is not in canonical form: manage.py fmt_pack"
if command -v msgfmt >/dev/null; then
  for po in locale/*/LC_MESSAGES/django.po; do
    [ -e "$po" ] || continue
    msgfmt --check -o /tmp/cop-lint.$$.mo "$po" || bad=1
    cmp -s /tmp/cop-lint.$$.mo "${po%.po}.mo" || say "${po%.po}.mo is not what $po compiles to: make messages"
    rm -f /tmp/cop-lint.$$.mo
  done
fi
exit $bad
