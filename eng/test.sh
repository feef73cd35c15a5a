#!/usr/bin/env bash
# Builds and runs every test; the last line is "N passed, N failed, N skipped".
set -uo pipefail
cd "$(dirname "$0")/.."
log=$(mktemp)
dotnet test Psa.Sdk.sln "$@" 2>&1 | tee "$log"
code=${PIPESTATUS[0]}
# passed/total of the cases of other systems, by file and category
report=$(ls -t tests/Psa.Conformance.Tests/bin/*/*/conformance.txt 2>/dev/null | head -n 1)
[ -n "$report" ] && cat "$report"
awk '$1 == "failed:" { f = $2 } $1 == "succeeded:" { s = $2 } $1 == "skipped:" { k = $2 }
  END { if (s + f + k > 0) printf "%d passed, %d failed, %d skipped\n", s, f, k }' "$log"
rm -f "$log"
exit "$code"
