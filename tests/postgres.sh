# A private PostgreSQL cluster for a script that sources this file (bash, `set -euo pipefail`).
#
#   postgres_install              the server's programs, from the distribution, if there are none
#   postgres_start [SETTING…]     a new cluster; each SETTING is a line of postgresql.conf
#   postgres_kill                 ends it with SIGKILL; postgres_again starts it over the same data
#   postgres_stop                 ends that cluster and removes it; safe to call twice
#
# postgres_start sets POSTGRES_URL (a superuser on the database `postgres`) and PG_BIN.

POSTGRES_DIR=''
POSTGRES_URL=''
POSTGRES_USER=''

postgres_say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }

# Installs Debian or Ubuntu packages by name. Callers test for the program first, so that a
# machine which has it, from whatever source, is never touched.
install_packages() {
  local as_root=()
  if ! command -v apt-get >/dev/null; then
    postgres_say "please install: $* (there is no apt-get here to do it)"
    return 1
  fi
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      postgres_say "please install as root: apt-get install $*"
      return 1
    fi
    as_root=(sudo)
  fi
  postgres_say "installing $*"
  "${as_root[@]}" apt-get update -q >&2
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -q --no-install-recommends "$@" >&2 </dev/null
}

# Where initdb and its siblings are. The versioned folders come before PATH, because what PATH
# holds may be a wrapper or a link, and initdb looks for `postgres` beside itself.
postgres_find() {
  local folder found=''
  for folder in "${PG_BIN:-}" /usr/lib/postgresql/*/bin; do
    [ -n "$folder" ] && [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ] && found=$folder
    # An explicit PG_BIN is obeyed; among the distribution's, the last is the newest.
    [ -n "$found" ] && [ "$found" = "${PG_BIN:-}" ] && break
  done
  if [ -z "$found" ] && command -v initdb >/dev/null; then
    folder=$(dirname "$(readlink -f "$(command -v initdb)")")
    [ -x "$folder/postgres" ] && found=$folder
  fi
  [ -n "$found" ] && printf '%s\n' "$found"
}

postgres_install() {
  postgres_find >/dev/null || install_packages postgresql
  PG_BIN=$(postgres_find) || {
    postgres_say 'no initdb in $PG_BIN, /usr/lib/postgresql/*/bin or PATH'
    return 1
  }
  export PG_BIN
}

# PostgreSQL refuses to run as root, so root lends the cluster to an ordinary user. The caller's
# folder may be closed to that user, hence the change to /.
postgres_as_user() {
  if [ "$(id -u)" -eq 0 ]; then
    (cd / && exec runuser -u "$POSTGRES_USER" -- "$@")
  else
    (cd / && exec "$@")
  fi
}

postgres_start() {
  local locale=C.UTF-8 setting
  postgres_install
  POSTGRES_USER=$(id -un)
  if [ "$(id -u)" -eq 0 ]; then
    POSTGRES_USER=postgres
    id postgres >/dev/null 2>&1 || POSTGRES_USER=nobody
  fi
  locale -a 2>/dev/null | grep -qiE '^C\.utf-?8$' || locale=C

  # Short, because the path of a socket is limited to 107 bytes.
  POSTGRES_DIR=$(mktemp -d "${REDRESS_SCRATCH:-/tmp}/redress-postgres.XXXXXX")
  if [ "$(id -u)" -eq 0 ]; then chown "$POSTGRES_USER" "$POSTGRES_DIR"; fi

  postgres_as_user "$PG_BIN/initdb" --pgdata="$POSTGRES_DIR/data" --username=postgres \
    --encoding=UTF8 --locale="$locale" --auth=trust --no-instructions --no-sync >/dev/null

  # No TCP: whatever listens on 5432, or on any port, cannot be in the way, and since only this
  # user may enter the folder of the socket, `trust` lets nobody else in.
  {
    printf "listen_addresses = ''\nport = 5432\n"
    printf "unix_socket_directories = '%s'\n" "$POSTGRES_DIR"
    printf 'max_connections = 200\n'
    for setting in "$@"; do printf '%s\n' "$setting"; done
  } >>"$POSTGRES_DIR/data/postgresql.conf"

  postgres_again
  POSTGRES_URL="postgres://postgres@localhost:5432/postgres?host=$POSTGRES_DIR"
  postgres_say "PostgreSQL $("$PG_BIN/postgres" --version | awk '{print $3}') in $POSTGRES_DIR"
}

# Starts the server over the data that are there.
postgres_again() {
  if ! postgres_as_user "$PG_BIN/pg_ctl" --pgdata="$POSTGRES_DIR/data" --wait --timeout=60 \
    --log="$POSTGRES_DIR/log" start >/dev/null; then
    postgres_say 'PostgreSQL did not start:'
    cat "$POSTGRES_DIR/log" >&2 || true
    return 1
  fi
}

# Ends every process of the server as a failing machine would: none can say goodbye, none writes another byte.
postgres_kill() {
  local server children child
  server=$(head -n 1 "$POSTGRES_DIR/data/postmaster.pid")
  children=$(ps -o pid= --ppid "$server")
  kill -KILL "$server"
  for child in $children; do kill -KILL "$child" 2>/dev/null || true; done
  # A new server refuses the data while a process of the old one is left.
  for child in $server $children; do
    while kill -0 "$child" 2>/dev/null && [ "$(ps -o stat= -p "$child" | cut -c1)" != Z ]; do sleep 0.05; done
  done
  # Where nobody has taken leave of the dead yet, their number still looks alive to the new server.
  rm -f "$POSTGRES_DIR/data/postmaster.pid" "$POSTGRES_DIR"/.s.PGSQL.*
}

postgres_stop() {
  [ -n "$POSTGRES_DIR" ] || return 0
  # pg_ctl reads the process id from this data folder alone, so no other server can be meant.
  # `immediate`: the data are thrown away, there is nothing to save.
  if [ -s "$POSTGRES_DIR/data/postmaster.pid" ]; then
    postgres_as_user "$PG_BIN/pg_ctl" --pgdata="$POSTGRES_DIR/data" --mode=immediate --wait \
      --timeout=30 stop >/dev/null 2>&1 || postgres_say "could not stop the server in $POSTGRES_DIR"
  fi
  rm -rf "$POSTGRES_DIR"
  POSTGRES_DIR=''
}
