#!/usr/bin/env bash
# A private PostgreSQL for tests: its own data folder, a Unix socket and one loopback port, no password, no fsync.
#   eng/pg.sh start [DIR] [PORT]   installs the server if it is missing (root only), starts it, prints the connection string
#   eng/pg.sh stop  [DIR]          stops it and removes DIR
#   eng/pg.sh run CMD...           starts one, runs CMD with PSA_TEST_POSTGRES set, stops it; exits with CMD's code
set -euo pipefail

bin() {
  local d
  for d in /usr/lib/postgresql/*/bin; do [ -x "$d/initdb" ] && { echo "$d"; return 0; }; done
  d=$(command -v initdb || true)
  [ -n "$d" ] && dirname "$(readlink -f "$d")"
}

as_pg() { # the server refuses to run as root
  if [ "$(id -u)" = 0 ]; then setpriv --reuid=postgres --regid=postgres --clear-groups -- "$@"; else "$@"; fi
}

start() {
  local dir=${1:-$(dirname "$(mktemp -u)")/psa-pg} port=${2:-54329} b
  b=$(bin || true)
  if [ -z "$b" ]; then
    [ "$(id -u)" = 0 ] || { echo "no PostgreSQL server binaries" >&2; exit 3; }
    mkdir -p /etc/postgresql-common && echo 'create_main_cluster = false' > /etc/postgresql-common/createcluster.conf
    (apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql-15) >/dev/null
    b=$(bin)
  fi
  if [ ! -s "$dir/data/PG_VERSION" ]; then
    rm -rf "$dir" && mkdir -p "$dir"
    [ "$(id -u)" = 0 ] && chown postgres:postgres "$dir"
    chmod 700 "$dir"
    (cd "$dir" && as_pg "$b/initdb" -D "$dir/data" -U psa -A trust -E UTF8 --locale=C.UTF-8 --no-sync >/dev/null)
    cat >> "$dir/data/postgresql.conf" <<CONF
listen_addresses = '127.0.0.1'
port = $port
unix_socket_directories = '$dir'
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 200
shared_buffers = 128MB
timezone = 'UTC'
CONF
  fi
  (cd "$dir" && as_pg "$b/pg_ctl" -D "$dir/data" -l "$dir/log" -w -t 30 -s start </dev/null >/dev/null 2>&1) \
    || { tail -20 "$dir/log" >&2; exit 4; }
  echo "Host=127.0.0.1;Port=$port;Username=psa;Database=postgres"
}

stop() {
  local dir=${1:-$(dirname "$(mktemp -u)")/psa-pg} b
  b=$(bin)
  (cd / && as_pg "$b/pg_ctl" -D "$dir/data" -m immediate -s stop) || true
  rm -rf "$dir"
}

case ${1:-} in
  start) shift; start "$@" ;;
  stop) shift; stop "$@" ;;
  run)
    shift
    dir=$(mktemp -d -t psa-pg.XXXXXX)
    trap 'stop "$dir"' EXIT
    PSA_TEST_POSTGRES=$(start "$dir" "$((20000 + RANDOM % 12000))")
    export PSA_TEST_POSTGRES
    "$@"
    ;;
  *) sed -n 2,5p "$0" >&2; exit 2 ;;
esac
