#!/usr/bin/env bash
# Builds once, runs every test, packs, tests the packages, and publishes apps trimmed and as native code; says what each part took.
#   eng/test.sh              all of it; the last line is "N passed, N failed, N skipped"
#   eng/test.sh --no-apps    without packing and publishing
. "$(dirname "$0")/lib.sh"
. eng/packed.sh
apps=true
case "${*:-}" in
  '') ;;
  --no-apps) apps=false ;;
  *) sed -n '2,4s/^# //p' "$0" >&2; exit 2 ;;
esac
class_seconds=10 store_seconds=30
is_store='^Psa[.](EntityFrameworkCore|Samples|Stores|Attack.Tests.Files)[.]|@' # classes that use files, servers or processes

tests() {
  # the longest first; whatever is new comes last; services and runs once more on each database, on PostgreSQL before all, since that mostly waits
  local again='Psa.Domain.Tests -namespace Psa.Domain.Tests.Services -namespace Psa.Domain.Tests.Runs'
  {
    echo "run_project Psa.Domain.Tests@postgresql $again"
    printf '%s\n' Psa.Samples.Tests Psa.EntityFrameworkCore.Tests Psa.Attack.Tests | awk '{ print "run_project", $1, $1 }'
    ! $apps || echo publish_all
    printf '%s\n' Psa.Domain.Tests Psa.Stores.Tests | awk '{ print "run_project", $1, $1 }'
    echo "run_project Psa.Domain.Tests@sqlite $again"
    ls tests | awk '/[.]Tests$/ { print "run_project", $1, $1 }'
  } | awk '!seen[$1 $2]++' >"$results/list"
  side_by_side "$results/list"
}

# beside the tests, since the native compiler leaves cores idle
publish_all() {
  within=tests/
  packed_parts
  return "$worst"
}

report() {
  echo
  # passed/total of the cases of other systems, by file and category
  cat tests/Psa.Conformance.Tests/bin/$configuration/net10.0/conformance.txt 2>/dev/null
  printf '\n%-34s %7s %7s %8s %8s %8s\n' project passed failed skipped 'wall s' 'CPU s'
  all_counts | sort -k 6 -rn | awk -v pg="$postgres" '
    { printf "%-34s %7d %7d %8d %8.1f %8.1f\n", $1, $2, $3, $4, $5, $6; p += $2; f += $3; s += $4; c += $6 }
    END { printf "%-34s %33.1f\n%-34s %7d %7d %8d %8s %8.1f\n", "PostgreSQL", pg, "together", p, f, s, "", c + pg }'
  printf '\n%-66s %5s %8s\n' 'slowest test classes' tests 'CPU s'
  all_costs | head -n 8 | awk '{ printf "%-66s %5d %8.1f\n", $3, $2, $1 }'
  all_costs | awk -v most=$class_seconds -v store=$store_seconds -v is_store="$is_store" '
    $1 > ($3 ~ is_store ? store : most) { printf "TOO SLOW: %s takes %.1f s, more than %d\n", $3, $1, $3 ~ is_store ? store : most; n++ }
    END { if (!n) printf "no class takes more than %d s of CPU (with files, servers or processes %d)\n", most, store }'
  printf '\n%-34s %8s %8s (without the compiler, a server)\n' part 'wall s' 'CPU s'
  awk '{ printf "%-34s %8.1f %8.1f\n", $1, $2, $3 + $4 } $1 !~ "/" { w += $2; c += $3 + $4 } END { printf "%-34s %8.1f %8.1f\n", "together", w, c }' "$results/parts"
}

begin
if part build build; then
  start_postgres
  part tests tests
  postgres=$(postgres_seconds)
  stop_postgres
  report
  require_some
  echo
  last_line
fi
exit "$worst"
