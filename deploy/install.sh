#!/usr/bin/env bash
# Install the portal on a bare Debian 12 (1 core, 512 MiB, 10 GB): deploy/install.sh [ANSWERS]
# Asks what it must know, or takes it from a file of NAME=value lines (deploy/answers.example).
# A second run with the same answers changes nothing. docs/operations.md says what each part is for.
set -euo pipefail
cd "$(dirname "$0")/.."
. deploy/lib.sh

# --- What must be known

ask() { # NAME QUESTION DEFAULT PATTERN
  local name="$1" question="$2" default="$3" pattern="$4" value="${!1:-}"
  while ! [[ "$value" =~ $pattern ]]; do
    [ -z "$value" ] || say "That does not look right: $value"
    [ -t 0 ] && [ -z "$FILE" ] || fail "$name is missing or not right: “$value”. $question"
    read -rp "$question${default:+ [$default]}: " value
    value="${value:-$default}"
  done
  printf -v "$name" '%s' "$value"
}

FILE="${1:-}"
if [ -n "$FILE" ]; then
  [ -r "$FILE" ] || fail "There is no file $FILE."
  while IFS='=' read -r name value; do
    case "$name" in ''|'#'*) continue ;; esac
    [[ "$name" =~ ^(DOMAIN|COUNTRY|LANGUAGES|ADMINISTRATOR|TLS|CERTIFICATE|CERTIFICATE_KEY|NAMESPACE|DATABASE_URL|REDIS_URL|LISTEN|UPSTREAM)$ ]] \
      || fail "$FILE: unknown name $name."
    printf -v "$name" '%s' "$value"
  done <"$FILE"
elif [ -r "$ETC/answers" ]; then
  . "$ETC/answers"
fi
ask DOMAIN "Host name of the portal (www.example.org)" "" '^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$'
ask COUNTRY "Country, two letters (ISO 3166)" "" '^[A-Za-z]{2}$'
ask LANGUAGES "Languages to begin with, separated by commas" "en" '^[a-z]{2}(-[a-z]+)?(,[a-z]{2}(-[a-z]+)?)*$'
ask ADMINISTRATOR "E-mail address of the administrator" "" '^[^@ ]+@[^@ ]+$'
ask TLS "Certificate: letsencrypt, files (your own), or none (plain HTTP, for a trial)" "letsencrypt" '^(letsencrypt|files|none)$'
if [ "$TLS" = files ]; then
  ask CERTIFICATE "File with the certificate chain" "" '^/'
  ask CERTIFICATE_KEY "File with its key" "" '^/'
  [ -r "$CERTIFICATE" ] && [ -r "$CERTIFICATE_KEY" ] || fail "The certificate or its key cannot be read."
fi
COUNTRY="${COUNTRY,,}"; NAMESPACE="${NAMESPACE:-$COUNTRY}"; UPSTREAM="${UPSTREAM:-127.0.0.1:8001}"
DATABASE_URL="${DATABASE_URL:-}"; REDIS_URL="${REDIS_URL:-}"; LISTEN="${LISTEN:-}"
if [ "$TLS" = letsencrypt ]; then
  CERTIFICATE="/etc/letsencrypt/live/$DOMAIN/fullchain.pem"; CERTIFICATE_KEY="/etc/letsencrypt/live/$DOMAIN/privkey.pem"
fi
[ -n "$ROOT" ] || [ "$(id -u)" = 0 ] || fail "Run this as root."

changed=()
# Write standard input to a file unless it says so already; remembers what changed.
put() { # FILE MODE
  local new; new="$(mktemp)"; cat >"$new"
  if ! cmp -s "$new" "$1"; then mkdir -p "$(dirname "$1")"; install -m "$2" "$new" "$1"; changed+=("$1"); fi
  rm -f "$new"
}
filled() { # FILE: a template with the installation's places
  local hardening; hardening="$(cat deploy/systemd/hardening)"
  local text; text="$(cat "$1")"
  text="${text//@HARDENING@/$hardening}"; text="${text//@PREFIX@/$PREFIX}"; text="${text//@DATA@/$DATA}"
  text="${text//@ETC@/$ETC}"; text="${text//@USER@/$SERVICE_USER}"
  printf '%s\n' "$text"
}

# --- Programs, user, folders

if [ -z "$ROOT" ]; then
  packages=(ca-certificates curl logrotate nginx python3 python3-venv tar util-linux
            libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core)
  [ "$TLS" != letsencrypt ] || packages+=(certbot)
  [[ "$DATABASE_URL" != postgres* ]] || packages+=(postgresql-client)
  missing=()
  for one in "${packages[@]}"; do dpkg -s "$one" >/dev/null 2>&1 || missing+=("$one"); done
  if [ ${#missing[@]} -gt 0 ]; then
    say "Installing ${missing[*]} …"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
    changed+=("packages")
  fi
  id "$SERVICE_USER" >/dev/null 2>&1 || { useradd --system --home-dir "$DATA" --shell /usr/sbin/nologin "$SERVICE_USER"; changed+=("user $SERVICE_USER"); }
fi
# Without swap the kernel ends whatever is largest when a nightly task needs a little more than there is.
memory="$(awk '/^MemTotal/ {print int($2 / 1024)}' /proc/meminfo)"
if has_systemd && [ "$memory" -lt 1000 ] && [ -z "$(swapon --show --noheadings 2>/dev/null)" ]; then
  say "Less than 1 GiB of memory and no swap: making a swap file of 1 GiB …"
  if fallocate -l 1G /swapfile && chmod 0600 /swapfile && mkswap /swapfile >/dev/null && swapon /swapfile; then
    grep -q '^/swapfile ' /etc/fstab || echo '/swapfile none swap sw 0 0' >>/etc/fstab
    changed+=("/swapfile")
  else
    rm -f /swapfile; say "No swap could be made here. The portal runs without; building documents may be slower."
  fi
fi
# The data folder may be crossed by nginx but not listed; what is not public is for the service user alone.
own() { [ -n "$ROOT" ] || chown "$SERVICE_USER:" "$@"; }
mkdir -p "$PREFIX/releases" "$ETC"
for folder in . public static media media/images log run; do
  [ -d "$DATA/$folder" ] || { install -d -m 0755 "$DATA/$folder"; own "$DATA/$folder"; }
done
chmod 0711 "$DATA"
for folder in backups cache media/documents media/original_images; do
  [ -d "$DATA/$folder" ] || { install -d -m 0700 "$DATA/$folder"; own "$DATA/$folder"; }
done
[ -e "$DATA/db.sqlite3" ] || [ -n "$DATABASE_URL" ] || { install -m 0600 /dev/null "$DATA/db.sqlite3"; own "$DATA/db.sqlite3"; }

# --- Settings: made once, then yours. Answers are kept so that the next run asks nothing.

put "$ETC/answers" 0644 <<ANSWERS
DOMAIN="$DOMAIN"
COUNTRY="$COUNTRY"
LANGUAGES="$LANGUAGES"
ADMINISTRATOR="$ADMINISTRATOR"
TLS="$TLS"
CERTIFICATE="${CERTIFICATE:-}"
CERTIFICATE_KEY="${CERTIFICATE_KEY:-}"
NAMESPACE="$NAMESPACE"
LISTEN="$LISTEN"
UPSTREAM="$UPSTREAM"
ANSWERS
if [ ! -e "$ETC/env" ]; then
  scheme=https; secure=yes; port=""
  if [ "$TLS" = none ]; then scheme=http; secure=no; [ -z "$LISTEN" ] || port=":${LISTEN##*:}"; fi
  (umask 077; cat >"$ETC/env" <<ENV
# Settings of this portal; .env.example in the program's folder explains each. Restart cop-web and cop-worker after a change.
DJANGO_SETTINGS_MODULE='cop_portal.settings.base'
SECRET_KEY='$(python3 -c 'import secrets; print(secrets.token_urlsafe(50))')'
COP_BASE_URL='$scheme://$DOMAIN$port'
ALLOWED_HOSTS='$DOMAIN'
SECURE_SSL_REDIRECT='$secure'
SITE_COUNTRY='$COUNTRY'
COP_NAMESPACE='$NAMESPACE'
COP_VAR_DIR='$DATA'
COP_BIND='$UPSTREAM'
COP_PRELOAD='yes'
COP_ACCESS_LOG='no'
DATABASE_URL='$DATABASE_URL'
REDIS_URL='$REDIS_URL'
DEFAULT_FROM_EMAIL='portal@$DOMAIN'
ENV
  )
  [ -n "$ROOT" ] || { chown "root:$SERVICE_USER" "$ETC/env"; chmod 0640 "$ETC/env"; }
  changed+=("$ETC/env")
fi

# --- The program

if [ -z "$(current_release)" ] || [ ! -e "$PREFIX/current/.complete" ]; then
  say "Putting the program into place …"
  release="$(make_release .)"
  switch_to "$release"
  changed+=("$release")
fi
release="$(current_release)"
[ "$(release_id)" = "$(basename "$release")" ] || say "Another version runs here already; deploy/upgrade.sh brings this one."

put "$ROOT/usr/local/bin/cop-manage" 0755 <<MANAGE
#!/bin/sh
# manage.py of the portal that runs, as its user: cop-manage backup
cd "$PREFIX/current" || exit 1
$([ -n "$ROOT" ] || echo "[ \"\$(id -un)\" = $SERVICE_USER ] || exec runuser -u $SERVICE_USER -- \"\$0\" \"\$@\"")
set -a; . "$ETC/env"; set +a
exec .venv/bin/python manage.py "\$@"
MANAGE

if ! manage "$release" migrate --check >/dev/null 2>&1; then
  say "Preparing the database …"
  manage "$release" migrate --verbosity 0
  changed+=("database")
fi
if [ ! -e "$DATA/static/staticfiles.json" ]; then
  manage "$release" collectstatic --noinput --verbosity 0
  changed+=("static files")
fi
case "$(manage "$release" prepare_release)" in *reload*) changed+=("headers") ;; esac

# A load that found nothing new would still need the memory of a whole program beside those that run.
texts="$(basename "$release") $LANGUAGES"
if [ "$(cat "$ETC/texts" 2>/dev/null)" != "$texts" ]; then
  say "Loading the texts (${LANGUAGES//,/, }) …"
  whole=yes
  for language in ${LANGUAGES//,/ }; do
    manage "$release" load_pack --quiet --only "$language" || { whole=no; say "“$language” could not be loaded whole: see above."; }
  done
  [ "$whole" = no ] || printf '%s\n' "$texts" >"$ETC/texts"
fi

# --- Services and web server

for unit in deploy/systemd/cop-*; do
  put "$ROOT/etc/systemd/system/$(basename "$unit")" 0644 < <(filled "$unit")
done
put "$ROOT/etc/logrotate.d/cop_portal" 0644 < <(filled deploy/logrotate)
if has_systemd; then
  [[ " ${changed[*]} " != *systemd* ]] || systemctl daemon-reload
  systemctl enable --quiet --now cop-backup.timer cop-clean.timer
  systemctl enable --quiet cop-web cop-worker
fi
start_services

site="$ROOT/etc/nginx/conf.d/cop_portal.conf"
cache=/run/cop-nginx
[ -z "$ROOT" ] || cache="$DATA/run/cache"
arguments=(--host "$DOMAIN" --upstream "$UPSTREAM" --cache "$cache")
[ -z "$LISTEN" ] || arguments+=(--listen "$LISTEN")
if [ "$TLS" = letsencrypt ] && [ ! -e "$CERTIFICATE" ] && [ -z "$ROOT" ]; then
  say "Asking for a certificate …"
  mkdir -p /var/www/acme
  rm -f /etc/nginx/sites-enabled/default
  printf 'server { listen 80 default_server; listen [::]:80 default_server; access_log off; location /.well-known/acme-challenge/ { root /var/www/acme; } location / { return 503; } }\n' >"$site"
  reload_nginx
  certbot certonly --quiet --non-interactive --agree-tos --email "$ADMINISTRATOR" --webroot --webroot-path /var/www/acme \
    --domain "$DOMAIN" --deploy-hook 'systemctl reload nginx' \
    || fail "No certificate. Does $DOMAIN lead to this machine, and may port 80 be reached? Then run this again; or take TLS=none for a trial."
fi
[ "$TLS" = none ] || arguments+=(--certificate "$CERTIFICATE" --key "$CERTIFICATE_KEY")
put "$site" 0644 <<<"$(manage "$release" nginx_conf "${arguments[@]}")"
if [ -L "$ROOT/etc/nginx/sites-enabled/default" ]; then rm "$ROOT/etc/nginx/sites-enabled/default"; changed+=("nginx's default site"); fi
if [[ " ${changed[*]} " = *nginx* || " ${changed[*]} " = *headers* ]]; then reload_nginx || fail "nginx does not accept its configuration: nginx -t"; fi

healthy || fail "The portal does not answer. Look at: journalctl -u cop-web (without systemd: $DATA/log/web.log)"

# --- The end

invitation=""
if ! manage "$release" shell -v 0 -c "from accounts.models import User; raise SystemExit(not User.objects.filter(email__iexact='$ADMINISTRATOR').exists())" >/dev/null 2>&1; then
  invitation="$(manage "$release" invite --administrator "$ADMINISTRATOR")"
  changed+=("$ADMINISTRATOR")
fi
say ""
if [ ${#changed[@]} -eq 0 ]; then say "Nothing was changed."; else say "Changed:"; printf '  %s\n' "${changed[@]}"; fi
. "$ETC/env"
cat <<TXT

The portal:  $COP_BASE_URL/
The admin:   $COP_BASE_URL/cms/
${invitation:+
$ADMINISTRATOR sets a password here (once, within three days), then an authenticator app:
  $invitation
}
A person must still confirm, before you tell anybody of the portal:
  [ ] Helplines, hotlines and emergency number of “$COUNTRY”: call each one, then confirm it in the admin.
  [ ] The quick exit (COP_EXIT in $ETC/env): press it on a telephone and on a computer; it must lead to a harmless page.
  [ ] Who answers for privacy: a name and an address, on the page “Privacy”.
  [ ] A second person who publishes what lies under children and help.
  [ ] Mail: EMAIL_HOST in $ETC/env; without it nobody is notified and no password can be reset by mail.
  [ ] Backups: a place on another machine for $DATA/backups and $ETC/env (docs/operations.md).
TXT
has_systemd || say "
There is no systemd here: the processes run, but nothing starts them again, makes backups or cleans."
[ "$TLS" != none ] || say "
Plain HTTP: for a trial only. Passwords cross the network in the clear."
