#!/usr/bin/env bash
# Puts each fault of eng/mutations.txt into a copy of the source and says which test notices it; a minute a fault, so not part of continuous integration.
#   eng/mutations.sh              all faults; exit code 1 when one isn't noticed
#   eng/mutations.sh half volume  those with one of these words in their name
set -uo pipefail
cd "$(dirname "$0")/.." || exit 2
export UseSharedCompilation=true
project=tests/Psa.Domain.Tests
scratch=$(mktemp -d -t psa-mutations.XXXXXX)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM HUP

stop() { printf '%s\n' "$*" >&2; exit 2; }

# the files as they are here, committed or not
git ls-files -z --cached --others --exclude-standard | while IFS= read -r -d '' file; do [ -f "$file" ] && printf '%s\0' "$file"; done \
  | tar --null --files-from=- --create | tar --extract --directory="$scratch"
cd "$scratch" || exit 2
git init -q . # the tests find the root by it

build() { dotnet build "$project" -c Debug --nologo -v q -clp:NoSummary -p:RunAnalyzers=false -p:EnforceCodeStyleInBuild=false >build.log 2>&1; }

# run CLASSES: until the first test fails
run() {
  local class filters=()
  set -f
  for class in $1; do filters+=(-class "Psa.Domain.Tests.$class"); done
  set +f
  dotnet "$project/bin/Debug/net10.0/Psa.Domain.Tests.dll" "${filters[@]}" -stopOnFail -parallel none -noColor -noLogo >tests.log 2>&1 </dev/null
}

mapfile -t faults < <(grep -vE '^(#|$)' eng/mutations.txt)
wanted() {
  [ $# -gt 1 ] || return 0
  local name=$1 word
  shift
  for word; do case $name in *"$word"*) return 0 ;; esac; done
  return 1
}

build || { cat build.log; stop "It doesn't build without a fault."; }
classes=$(printf '%s\n' "${faults[@]}" | awk -F ' :: ' '{ n = split($4, c, " "); for (i = 1; i <= n; i++) if (!seen[c[i]]++) print c[i] }')
run "$classes" || { grep -F '[FAIL]' tests.log || tail -n 20 tests.log; stop "Tests fail without a fault."; }

table=$(printf '%s | %s | %s' fault 'noticed by' seconds)
missed=0 tried=0
for line in "${faults[@]}"; do
  IFS=$'\x1f' read -r name file change tests deep < <(printf '%s\n' "$line" | sed 's/ :: /\x1f/g')
  wanted "$name" "$@" || continue
  tried=$((tried + 1))
  began=$SECONDS
  [ -n "$tests" ] || stop "'$name': a line has a name, a file, a substitution and test classes."
  [ -f "$file" ] || stop "'$name': there is no $file; mend its line in eng/mutations.txt."
  cp "$file" original
  perl -0pi -e "$change" "$file" || stop "'$name': perl doesn't take '$change'."
  ! cmp -s "$file" original || stop "'$name' changes nothing in $file any more; mend its line in eng/mutations.txt."
  build || { grep -m 5 'error' build.log; stop "'$name' doesn't compile; mend its line in eng/mutations.txt."; }
  if PSA_DEEP=$([ "$deep" = deep ] && echo 10 || echo 1) run "$tests"; then
    noticed='NOT NOTICED'
    missed=$((missed + 1))
  else
    noticed=$(sed -n 's/^ *\(.*\) \[FAIL\]$/\1/p' tests.log | head -n 1 | cut -c 1-150)
    [ -n "$noticed" ] || { tail -n 20 tests.log; stop "'$name': the tests ended without saying which failed."; }
  fi
  cp original "$file"
  table+=$(printf '\n%s | %s | %d' "$name" "${noticed#Psa.Domain.Tests.}" $((SECONDS - began)))
  printf '%s: %s\n' "$name" "${noticed#Psa.Domain.Tests.}"
done
[ "$tried" -gt 0 ] || stop "No fault has such a name; eng/mutations.txt lists them."
printf '\n'
awk -F ' [|] ' '{ printf "%-48s | %s | %s\n", $1, $2, $3 }' <<<"$table"
[ "$missed" = 0 ]
