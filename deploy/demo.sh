#!/usr/bin/env bash
# The portal on this machine: SQLite, the shipped content, one local editor. Never destroys what an editor changed.
set -euo pipefail
cd "$(dirname "$0")/.."
PORT="${PORT:-8000}"
export DJANGO_SETTINGS_MODULE=cop_portal.settings.dev
export COP_BASE_URL="${COP_BASE_URL:-http://127.0.0.1:$PORT}" PYTHONUNBUFFERED=1
python=.venv/bin/python
mkdir -p var

if (exec 3<>"/dev/tcp/127.0.0.1/$PORT") 2>/dev/null; then
  echo "Something already answers on port $PORT. Choose another: make demo PORT=8001" >&2
  exit 1
fi

. tests/need.sh
have_package "/usr/lib/*/libpangoft2-1.0.so*" libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
  || echo "Pango is missing: print pages stand in for PDFs (apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0)"

echo "Preparing the database and the English edition …"
$python manage.py prepare

pids=()
stop() { trap - EXIT INT TERM; kill "${pids[@]}" 2>/dev/null || true; wait 2>/dev/null || true; }
trap stop EXIT INT TERM

.venv/bin/gunicorn cop_portal.wsgi --bind "127.0.0.1:$PORT" --worker-class gthread --workers 2 --threads 4 \
  --log-level warning --no-control-socket 2>&1 &
pids+=($!)
for _ in $(seq 1 60); do
  curl --silent --fail --output /dev/null "http://127.0.0.1:$PORT/en/" 2>/dev/null && break
  $python - "$PORT" <<'PROBE' && break
import sys, urllib.request
try:
    urllib.request.urlopen(f"http://127.0.0.1:{sys.argv[1]}/en/", timeout=5)
except OSError:
    sys.exit(1)
PROBE
  kill -0 "${pids[0]}" 2>/dev/null || { echo "The server did not start." >&2; exit 1; }
  sleep 0.5
done

# Keeps the stored pages in step and publishes on time.
$python manage.py worker &
pids+=($!)

$python manage.py load_pack --quiet || echo "Some languages could not be loaded; the portal runs with the others." >&2

cat <<TXT

  The portal:   http://127.0.0.1:$PORT/
  The admin:    http://127.0.0.1:$PORT/cms/
  Sign in with: $(head -n 1 var/demo_login 2>/dev/null || echo 'manage.py demo_editor shows how')
  (A local demo editor with a generated password, kept in var/demo_login. Stop with Ctrl-C.)

TXT
wait "${pids[0]}"
