# shellcheck shell=bash
# What eng/test.sh and eng/deep.sh share; they source it. Test projects run side by side, each with its tests one after the other,
# so that the processor time of a test class can be told (tests/ClassCosts.cs).
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

configuration=Release # what is packed and published is what was tested
results=artifacts/tests
at_once=$(($(nproc 2>/dev/null || echo 2) + 1)) # one of them mostly waits, for a server or a disk
most_seconds=1800 # a project that takes longer hangs
young=0x4000000 # 64 MB for new objects: a tenth less time in tests, whose worlds are short-lived
worst=0
export UseSharedCompilation=true

note() { worst=$(($1 > worst ? $1 : worst)); }

# part NAME CMD...: runs a part of the whole and keeps its seconds; what runs beside others within a part says so
within=
part() {
  local name=$1 code
  shift
  printf '\n== %s\n' "$name"
  { time "$@" 2>&1; } 2>"$results/$name.part"
  code=$?
  printf '%s %s\n' "$within$name" "$(cat "$results/$name.part")" >>"$results/parts"
  note "$code"
  return "$code"
}
TIMEFORMAT='%R %U %S'

begin() {
  local before=
  [ -z "${PSA_TEST_PARTS:-}" ] || before=$(cat "$PSA_TEST_PARTS") # what .ci/run did until now
  rm -rf "$results"
  mkdir -p "$results"
  [ -z "$before" ] || echo "$before" >"$results/parts"
  trap 'stop_postgres; kill $(jobs -p) 2>/dev/null' EXIT
  trap 'exit 130' INT TERM HUP
}

build() { # too short for the compiler to gain from watching its own code
  DOTNET_TieredPGO=0 dotnet build Psa.Sdk.sln -c "$configuration" --nologo -v q -clp:NoSummary
}

pg_dir=
start_postgres() { # one for all tests of a run; a host's own is left alone
  [ -z "${PSA_TEST_POSTGRES:-}" ] || return 0
  pg_dir=$(mktemp -d -t psa-pg.XXXXXX)
  PSA_TEST_POSTGRES=$(bash eng/pg.sh start "$pg_dir") || { echo "tests run without PostgreSQL"; return 0; }
  export PSA_TEST_POSTGRES
}

# the server's processes aren't children of the tests
postgres_seconds() {
  local pid
  pid=$(head -n 1 "$pg_dir/data/postmaster.pid" 2>/dev/null) && [ -r "/proc/$pid/stat" ] || { echo 0; return; }
  sed 's/.*) //' "/proc/$pid/stat" | awk '{ printf "%.1f\n", ($12 + $13 + $14 + $15) / 100 }'
}

stop_postgres() {
  [ -z "$pg_dir" ] || bash eng/pg.sh stop "$pg_dir"
  pg_dir=
}

# run_project LABEL[@STORE] PROJECT [FILTER...]: leaves $results/LABEL.{log,counts,costs}; counts are "label passed failed skipped wall cpu".
# With a store, services are tested on that one (tests/Psa.Testing/TestStores.cs).
run_project() {
  local label=$1 project=$2 code totals
  local out=$results/$1
  shift 2
  case $label in *@*) local -x PSA_TEST_STORE=${label#*@} ;; esac
  {
    time PSA_TEST_COSTS="$out.costs" DOTNET_GCgen0size=$young timeout -k 10 "$most_seconds" \
      dotnet "tests/$project/bin/$configuration/net10.0/${project##*/}.dll" -parallel none -noColor -noLogo "$@" >"$out.log" 2>&1 </dev/null
  } 2>"$out.time"
  code=$?
  # "Total: 69, Errors: 0, Failed: 0, Skipped: 0, Not Run: 0"; without that line it crashed or hung
  totals=$(sed -n 's/.* Total: \([0-9]*\), Errors: \([0-9]*\), Failed: \([0-9]*\), Skipped: \([0-9]*\), Not Run: \([0-9]*\).*/\1 \2 \3 \4 \5/p' "$out.log" | tail -n 1)
  echo "${totals:-1 1 0 0 0} $(tail -n 1 "$out.time") $code" | awk -v label="$label" '{
    bad = $2 + $3; if ($9 != 0 && bad == 0) bad = 1
    good = $1 - bad - $4; if (good < 0) good = 0
    printf "%s %d %d %d %.1f %.1f\n", label, good, bad, $4, $6, $7 + $8 }' >"$out.counts"
  awk -v code="$code" '{ printf "%-34s %5d passed, %d failed, %d skipped%s\n", $1, $2, $3, $4, code == 124 ? " (took too long)" : "" }' "$out.counts"
  [ "$code" = 0 ] || { grep -vE '^  (Discovering|Discovered|Starting|Finished):' "$out.log" | head -n 400; echo "(all of it: $out.log)"; }
  return "$code"
}

# side_by_side FILE: one command a line, the longest first
side_by_side() {
  local words code=0
  while read -ra words; do
    while [ "$(jobs -rp | wc -l)" -ge "$at_once" ]; do wait -n || code=1; done
    "${words[@]}" &
  done <"$1"
  while [ -n "$(jobs -p)" ]; do wait -n || code=1; done
  return "$code"
}

all_counts() { cat "$results"/*.counts; }

all_costs() { # "seconds tests class", the dearest first
  awk '{ c = $3; if (match(FILENAME, /@[a-z]+/)) c = c substr(FILENAME, RSTART, RLENGTH); s[c] += $1; n[c] += $2 }
    END { for (c in s) printf "%.1f %d %s\n", s[c], n[c], c }' "$results"/*.costs 2>/dev/null | sort -rn
}

# nothing that passed is no success
require_some() { [ -n "$(all_counts | awk '$2 > 0')" ] || { echo "no test ran"; note 8; }; }

last_line() { all_counts | awk '{ p += $2; f += $3; s += $4 } END { printf "%d passed, %d failed, %d skipped\n", p, f, s }'; }
