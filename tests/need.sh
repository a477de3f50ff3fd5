# Sourced by scripts. `need PROGRAM PACKAGE…` makes sure a program exists: installs Debian packages as root, else fails.
need() {
  local program="$1"; shift
  command -v "$program" >/dev/null 2>&1 && return 0
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing $* …"
    [ -n "${APT_FRESH:-}" ] || { apt-get update -qq >/dev/null 2>&1 || true; APT_FRESH=1; }
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1 || true
  fi
  command -v "$program" >/dev/null 2>&1
}

# `have_package FILE PACKAGE…`: the same for libraries and fonts, known by a path that may hold wildcards.
have_package() {
  local path="$1"; shift
  compgen -G "$path" >/dev/null && return 0
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing $* …"
    [ -n "${APT_FRESH:-}" ] || { apt-get update -qq >/dev/null 2>&1 || true; APT_FRESH=1; }
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1 || true
  fi
  compgen -G "$path" >/dev/null
}
