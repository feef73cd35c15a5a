#!/usr/bin/env bash
# The tests of eng/test.sh with ten times the cases, worlds, kills and rows, and the measured figures; a line each.
# Races of sessions run 200 rounds, not 20: of the last unit reserved, a demand ordered, a return authorized, a quote won as what is kept for it expires (services).
#   eng/deep.sh [AREA...]     all areas, or those named; eng/deep.sh --list says which there are
#   PSA_DEEP=100 eng/deep.sh charges      a hundred times the counts
#   PSA_SEED=7 eng/deep.sh samples        other worlds, other moments to kill at
#   eng/deep.sh histories                 10 000 histories of 100 steps each of stock, purchases, kept goods and returns through the services on
#                                         memory, SQLite and PostgreSQL: days, so it is only run when it is named; PSA_HISTORIES=500 plays fewer
. "$(dirname "$0")/lib.sh"
export PSA_DEEP=${PSA_DEEP:-10}
most_seconds=7200

# area | project | namespaces after "Psa.Domain.Tests."; "rest" has all that no other area has, so that no test is in none
areas() {
  cat <<'LIST'
values    Psa.Domain.Tests Values Lifecycles Access Features Events
charges   Psa.Domain.Tests Catalog Charges Contracts Documents SalesItems Usage
runs      Psa.Domain.Tests Invoices Numbering Records Runs Sellers
stock     Psa.Domain.Tests Inventory Orders Procurement Returns
services  Psa.Domain.Tests rest
services@postgresql Psa.Domain.Tests Services Runs
services@sqlite Psa.Domain.Tests Services Runs
stock@postgresql Psa.Domain.Tests Inventory Orders Procurement Returns
stock@sqlite Psa.Domain.Tests Inventory Orders Procurement Returns
stores    Psa.Stores.Tests
databases Psa.EntityFrameworkCore.Tests
cases     Psa.Conformance.Tests
samples   Psa.Samples.Tests
code      Psa.Architecture.Tests
LIST
  # a project that has no line yet is an area of its own
  ls tests | grep '[.]Tests$' | grep -vxE 'Psa[.](Domain|Stores|EntityFrameworkCore|Conformance|Samples|Architecture)[.]Tests' | sed -E 's/^Psa[.](.*)[.]Tests$/\L\1\E Psa.\1.Tests/' || true
}

# areas that are only run when they are named: classes, those with a store of their own beside those that are given one
histories() {
  cat <<'LIST'
histories Psa.Domain.Tests Inventory.StockProperties Inventory.DeskProperties Procurement.ProcurementProperties Procurement.ReservationProperties Returns.ReturnProperties
histories@postgresql Psa.Domain.Tests Procurement.ProcurementProperties Procurement.ReservationProperties
histories@sqlite Psa.Domain.Tests Procurement.ProcurementProperties Procurement.ReservationProperties
LIST
}

figures() { printf '%s\n' run memory postgresql reads growth reprice age charge stock; }

filters() { # NAMESPACE...
  local name
  if [ "${1:-}" = rest ]; then
    for name in $(areas | awk '$1 !~ /@/ && $2 == "Psa.Domain.Tests" && $3 != "rest" { for (i = 3; i <= NF; i++) print $i }'); do
      printf ' -namespace- Psa.Domain.Tests.%s -namespace- Psa.Domain.Tests.%s.*' "$name" "$name"
    done
  else
    for name; do
      case $name in
        *.*) printf ' -class Psa.Domain.Tests.%s' "$name" ;;
        *) printf ' -namespace Psa.Domain.Tests.%s -namespace Psa.Domain.Tests.%s.*' "$name" "$name" ;;
      esac
    done
  fi
}

# figure NAME: a program of its own with the machine to itself; the benchmarks print "figure: ..." lines
figure() {
  local name=$1 arguments=("$1") code
  case $name in
    memory) arguments=(run --store memory) ;;
    postgresql) start_postgres && arguments=(run --store postgres) ;;
  esac
  timeout -k 10 "$most_seconds" "benchmarks/Psa.Benchmarks/bin/$configuration/net10.0/Psa.Benchmarks" "${arguments[@]}" >"$results/figure-$name.log" 2>&1 </dev/null
  code=$?
  sed -n "s/^figure: /$name: /p" "$results/figure-$name.log"
  if ! grep -q '^figure: ' "$results/figure-$name.log"; then
    tail -n 20 "$results/figure-$name.log"
  elif [ "$code" != 0 ]; then
    echo "$name: worse than it may be (is the machine quiet?), see $results/figure-$name.log"
  fi
  return "$code"
}

# area NAME: the tests of an area, and a line of what they came to
area() {
  local name=$1 project words code
  case $name in databases | samples | histories | *@postgresql) start_postgres ;; esac
  read -r _ project words <<<"$({ areas; histories; } | awk -v area="$name" '$1 == area')"
  # shellcheck disable=SC2086 # a list of words
  run_project "$name" "$project" $(set -f; filters $words) >"$results/$name.out"
  code=$?
  note "$code"
  awk -v deep="${PSA_HISTORIES:+$PSA_HISTORIES histories}" -v times="$PSA_DEEP times the counts" '{ printf "%s: %d passed, %d failed, %d skipped at %s; %.1f s CPU, %.1f s\n", $1, $2, $3, $4, deep == "" ? times : deep, $6, $5 }' "$results/$name.counts"
  [ "$code" = 0 ] || tail -n +2 "$results/$name.out"
}

list() { areas | awk '{ print $1 }'; echo histories; echo figures; figures | sed 's|^|figures/|'; }

case ${1:-} in
  --list)
    { areas; histories; } | awk '{ printf "%-20s %s", $1, $2; $1 = $2 = ""; sub(/^ */, ""); print $0 == "" ? "" : ": " $0 }'
    printf '%-20s Psa.Benchmarks: %s (or one of them: figures/age)\n' figures "$(figures | paste -sd ' ')"
    exit 0
    ;;
  -*) sed -n '2,8s/^# //p' "$0" >&2; exit 2 ;;
esac
wanted=("$@")
[ $# -gt 0 ] || mapfile -t wanted < <(areas | awk '{ print $1 }'; echo figures)
for name in "${wanted[@]}"; do
  list | grep -xF "$name" >/dev/null || { echo "no area is called '$name'; eng/deep.sh --list says what there is" >&2; exit 2; }
done

begin
build >"$results/build.log" 2>&1 || { cat "$results/build.log"; exit 1; }
measured=()
for name in "${wanted[@]}"; do
  case $name in
    figures) mapfile -t -O "${#measured[@]}" measured < <(figures) ;;
    figures/*) measured+=("${name#*/}") ;;
    histories) for area in $(histories | awk '{ print $1 }'); do PSA_HISTORIES=${PSA_HISTORIES:-10000} most_seconds=604800 area "$area"; done ;;
    *) area "$name" ;;
  esac
done
stop_postgres
for name in "${measured[@]}"; do
  figure "$name"
  note $?
done
exit "$worst"
