#!/usr/bin/env bash
# A private PostgreSQL for tests: a folder and a socket of its own, no network, no password, nothing kept safe on disk.
#   eng/pg.sh start [DIR]   installs the server if it is missing (root only), starts it, prints Npgsql's connection string
#   eng/pg.sh stop  [DIR]   stops it and removes DIR
#   eng/pg.sh run CMD...    starts one, runs CMD with PSA_TEST_POSTGRES set, stops it; exits with CMD's code
# Calling start or stop twice does no harm. Without DIR each clone has a server of its own.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)

default_dir() { echo "${TMPDIR:-/tmp}/psa-pg-$(id -u)-$(cksum <<< "$root" | cut -d ' ' -f 1)"; }

bin() {
  local found
  found=$(ls -d /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort -V | tail -n 1)
  [ -n "$found" ] || found=$(readlink -f "$(command -v initdb)" 2>/dev/null) || true
  [ -z "$found" ] || dirname "$found"
}

install_server() {
  [ "$(id -u)" = 0 ] || { echo "no PostgreSQL server here: apt-get install postgresql" >&2; exit 3; }
  command -v apt-get >/dev/null || { echo "no PostgreSQL server here, and no apt-get to install it" >&2; exit 3; }
  # the package would make and start a cluster of its own
  mkdir -p /etc/postgresql-common
  [ -e /etc/postgresql-common/createcluster.conf ] || echo 'create_main_cluster = false' > /etc/postgresql-common/createcluster.conf
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql; } </dev/null >&2
}

# the server refuses to run as root
as_pg() { if [ "$(id -u)" = 0 ]; then setpriv --reuid=postgres --regid=postgres --clear-groups -- "$@"; else "$@"; fi; }

is_up() { (cd / && as_pg "$1/pg_ctl" -D "$2/data" status >/dev/null 2>&1); }

# a folder that isn't a server's is never emptied
require_ours() {
  [ ! -e "$1" ] || [ -e "$1/data/PG_VERSION" ] || [ -e "$1/initdb.log" ] || [ -z "$(ls -A "$1")" ] || { echo "$1 holds something else than a test server" >&2; exit 2; }
}

start() {
  local dir=${1:-$(default_dir)} b
  b=$(bin)
  [ -n "$b" ] || { install_server || exit 3; b=$(bin); }
  [ -n "$b" ] || { echo "PostgreSQL was installed, but initdb isn't where Debian puts it" >&2; exit 3; }
  if ! is_up "$b" "$dir"; then
    require_ours "$dir"
    rm -rf "$dir"
    mkdir -p -m 700 "$dir"
    dir=$(cd "$dir" && pwd)
    [ "$(id -u)" != 0 ] || chown postgres:postgres "$dir"
    # the server must be able to enter the current folder, and pg_ctl keeps redirected pipes open
    (
      cd "$dir"
      as_pg "$b/initdb" -D "$dir/data" -U psa -A trust -E UTF8 --locale=C.UTF-8 --no-sync </dev/null >"$dir/initdb.log" 2>&1 || { cat "$dir/initdb.log" >&2; exit 4; }
      as_pg "$b/pg_ctl" -D "$dir/data" -l "$dir/log" -w -t 60 -s start </dev/null >/dev/null 2>&1 \
        -o "-c listen_addresses='' -k $dir -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200 -c timezone=UTC" \
        || { tail -n 20 "$dir/log" >&2; exit 4; }
    )
  fi
  echo "Host=$dir;Username=psa;Database=postgres"
}

stop() {
  local dir=${1:-$(default_dir)} b
  require_ours "$dir"
  b=$(bin)
  if [ -n "$b" ] && is_up "$b" "$dir"; then
    (cd / && as_pg "$b/pg_ctl" -D "$dir/data" -m immediate -w -s stop </dev/null >/dev/null 2>&1) || echo "PostgreSQL in $dir didn't stop" >&2
  fi
  rm -rf "$dir"
}

case ${1:-} in
  start) shift; start "$@" ;;
  stop) shift; stop "$@" ;;
  run)
    shift
    dir=$(mktemp -d -t psa-pg.XXXXXX)
    trap 'stop "$dir"' EXIT
    trap 'exit 130' INT TERM HUP
    PSA_TEST_POSTGRES=$(start "$dir")
    export PSA_TEST_POSTGRES
    "$@"
    ;;
  *) sed -n '2,6s/^# //p' "$0" >&2; exit 2 ;;
esac
