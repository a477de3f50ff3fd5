#!/usr/bin/env bash
# All tests, and a verdict. What cannot run on this machine is listed under NOT RUN; with STRICT=1 that is a failure.
set -uo pipefail
cd "$(dirname "$0")/.."
. tests/need.sh
pytest=.venv/bin/pytest
failed=() not_run=()
step() { local name="$1"; shift; echo; echo "== $name"; if "$@"; then :; else failed+=("$name"); fi; }
# Installing has one core for itself and would leave the other idle: it runs beside the tests that use both.
beside() { behind_name="$1"; behind_said="$(mktemp)"; shift; "$@" >"$behind_said" 2>&1 & behind=$!; }
join() {
  local code=0
  wait "$behind" || code=$?
  echo; echo "== $behind_name"; cat "$behind_said"; rm -f "$behind_said"; behind=
  [ "$code" = 0 ] || failed+=("$behind_name")
}
trap '[ -z "${behind:-}" ] || kill "$behind" 2>/dev/null' EXIT

need msgfmt gettext || not_run+=("translation catalogues: gettext is missing")
step "lint" tests/lint.sh

need nginx nginx || not_run+=("the page store behind nginx: nginx is missing")
have_package "/usr/lib/*/libpangoft2-1.0.so*" libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 || not_run+=("PDF: Pango is missing")
need epubcheck epubcheck || not_run+=("EPUB: epubcheck is missing")

.venv/bin/python -c "from tests.stage.limit import Limit; Limit(512).remove()" 2>/dev/null \
  || not_run+=("the installed portal within 512 MiB: memory cannot be limited on this machine")
beside "installing and upgrading" $pytest tests/deploy

# Tests that commit come last by pytest-django's order, which `--dist load` keeps within each process.
step "SQLite" $pytest tests --ignore=tests/e2e --ignore=tests/deploy -n auto --dist load

postgres="${TEST_DATABASE_URL:-postgres://postgres@127.0.0.1:5432/postgres}"
if .venv/bin/python - "$postgres" <<'PROBE'
import sys, psycopg
try:
    psycopg.connect(sys.argv[1], connect_timeout=3).close()
except psycopg.Error:
    sys.exit(1)
PROBE
then
  step "PostgreSQL" env TEST_DATABASE_URL="$postgres" $pytest tests -m database --ignore=tests/e2e --ignore=tests/deploy -n auto --dist load
else
  not_run+=("tests on PostgreSQL: no server answers (TEST_DATABASE_URL)")
fi

join

if need chromium chromium; then
  have_package "/usr/share/fonts/truetype/noto/NotoSansArabic-Regular*" fonts-noto-core || true
  step "browser" $pytest tests/e2e -n 2 --dist load --durations=12
else
  not_run+=("browser tests: Chromium is missing")
fi

echo
if [ ${#not_run[@]} -gt 0 ]; then echo "NOT RUN"; printf '  %s\n' "${not_run[@]}"; fi
if [ ${#failed[@]} -gt 0 ]; then echo "FAILED"; printf '  %s\n' "${failed[@]}"; exit 1; fi
if [ ${#not_run[@]} -gt 0 ] && [ "${STRICT:-}" = 1 ]; then echo "STRICT: what was not run counts as failed."; exit 1; fi
echo "All that was run has passed."
