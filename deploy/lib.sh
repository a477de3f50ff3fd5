# Sourced by install.sh and upgrade.sh: places, services, releases. Nothing here runs by itself.
# COP_ROOT puts everything below one folder, as the user who runs it: for tests and for a look around.

ROOT="${COP_ROOT:-}"
PREFIX="$ROOT/opt/cop_portal"      # releases/ID, and `current`, a link to the one that runs
DATA="$ROOT/var/lib/cop_portal"    # database, media, the public site, logs, backups
ETC="$ROOT/etc/cop_portal"         # env: the settings, and the only secret
SERVICE_USER=cop_portal
[ -z "$ROOT" ] || SERVICE_USER="$(id -un)"

say() { printf '%s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

has_systemd() { [ -z "$ROOT" ] && [ -d /run/systemd/system ]; }

# Run manage.py of a release as the service user, with the installation's settings.
manage() { # RELEASE ARGUMENTS…
  local release="$1"; shift
  as_service sh -c 'set -a; . "$1"; set +a; cd "$2"; shift 2; exec .venv/bin/python manage.py "$@"' sh "$ETC/env" "$release" "$@"
}
as_service() {
  if [ -n "$ROOT" ] || [ "$(id -un)" = "$SERVICE_USER" ]; then "$@"; else runuser -u "$SERVICE_USER" -- "$@"; fi
}

# Copy the program that this script belongs to into a release of its own, with its environment; prints the folder.
make_release() { # SOURCE
  local source="$1" id release
  id="$(cd "$source" && release_id)"
  release="$PREFIX/releases/$id"
  if [ ! -e "$release/.complete" ]; then
    rm -rf "$release"; mkdir -p "$release"
    (cd "$source" && tar --create --exclude=./.git --exclude=./.venv --exclude=./var --exclude=__pycache__ .) \
      | tar --extract --no-same-owner --directory "$release"
    (cd "$release" && python3 -m venv .venv && .venv/bin/pip install --quiet --disable-pip-version-check uv \
      && .venv/bin/uv sync --quiet --locked --no-dev --inexact --extra pdf) >&2 || { rm -rf "$release"; return 1; }
    "$release/.venv/bin/python" -m compileall -q "$release" -x '/\.venv/' >/dev/null || true
    touch "$release/.complete"
  fi
  printf '%s\n' "$release"
}

# The same files always have the same name, and other files another.
release_id() {
  find . -type f -not -path './.git/*' -not -path './.venv/*' -not -path './var/*' -not -name '*.pyc' -print0 \
    | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c1-16
}

current_release() { readlink -f "$PREFIX/current" 2>/dev/null || true; }

switch_to() { # RELEASE
  ln -sfn "$1" "$PREFIX/current.new" && mv -T "$PREFIX/current.new" "$PREFIX/current"
}

# --- Services. Where there is no systemd they are started here, and do not survive a restart of the machine.

# What runs with other settings than `env` holds now is started again: half of the pages would show the old ones.
start_services() {
  local settings; settings="$(sha256sum <"$ETC/env")"
  if [ -e "$PREFIX/settings" ] && [ "$(cat "$PREFIX/settings")" != "$settings" ]; then
    stop_services
    changed+=("cop-web and cop-worker, started again with the settings of $ETC/env")
  fi
  if has_systemd; then
    systemctl start cop-web cop-worker
  else
    mkdir -p "$DATA/run"
    start_one web .venv/bin/gunicorn --config deploy/gunicorn.conf.py cop_portal.wsgi
    start_one worker .venv/bin/python manage.py worker
  fi
  printf '%s\n' "$settings" >"$PREFIX/settings"
}
start_one() { # NAME COMMAND…; 9 is the lock of upgrade.sh, which what runs on must not hold
  local name="$1"; shift
  ! running "$name" || return 0
  as_service sh -c 'set -a; . "$1"; MALLOC_ARENA_MAX=2; set +a; cd "$2"; log="$3"; pid="$4"; shift 4
    setsid "$@" >>"$log" 2>&1 </dev/null 9>&- & echo $! >"$pid"' \
    sh "$ETC/env" "$PREFIX/current" "$DATA/log/$name.log" "$DATA/run/$name.pid" "$@"
}
running() { local pid; pid="$(cat "$DATA/run/$1.pid" 2>/dev/null)" && kill -0 "$pid" 2>/dev/null; }

stop_services() { stop_one worker; stop_one web; }
stop_one() { # NAME
  if has_systemd; then systemctl stop "cop-$1"; return; fi
  running "$1" || return 0
  kill "$(cat "$DATA/run/$1.pid")"
  for _ in $(seq 1 50); do running "$1" || break; sleep 0.5; done
  rm -f "$DATA/run/$1.pid"
}

# Whether the program answers and says that it is ready, within a minute.
healthy() {
  local bind
  bind="$(. "$ETC/env"; printf '%s' "${COP_BIND:-127.0.0.1:8001}")"
  for _ in $(seq 1 60); do
    if curl --silent --fail --max-time 20 --output /dev/null -H "Host: $DOMAIN" -H 'X-Forwarded-Proto: https' "http://$bind/ready" \
      && curl --silent --fail --max-time 20 --output /dev/null -H "Host: $DOMAIN" -H 'X-Forwarded-Proto: https' "http://$bind/en/"; then
      return 0
    fi
    sleep 1
  done
  return 1
}

reload_nginx() {
  if has_systemd; then
    nginx -t -q && systemctl reload-or-restart nginx
  elif [ -z "$ROOT" ] && [ -s /run/nginx.pid ]; then
    nginx -t -q && nginx -s reload
  elif [ -z "$ROOT" ]; then
    nginx -t -q && nginx
  fi
}
