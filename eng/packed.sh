#!/usr/bin/env bash
# What hosts get: packs what was built in Release, tests the packages, and follows the README in a folder outside the repository: its example is built from the packages
# and run, then the native sample, which is published trimmed and as native code too. The packages get a version that no cache has.
#   eng/packed.sh            after dotnet build Psa.Sdk.sln -c Release; eng/test.sh does the same as its last parts
if [ "${BASH_SOURCE[0]}" = "$0" ]; then
  . "$(dirname "$0")/lib.sh"
fi
packages=$PWD/artifacts/packages
consumer=

pack() {
  PsaPackageVersion=$(sed -n 's:.*<VersionPrefix>\(.*\)</VersionPrefix>.*:\1:p' Directory.Build.props).$(date +%s)
  export PsaPackageVersion
  rm -rf "$packages"
  dotnet pack Psa.Sdk.sln -c "$configuration" --no-build -p:PackageVersion="$PsaPackageVersion" -o "$packages" --nologo -v q -clp:NoSummary && ls "$packages"
}

user_cache() { dotnet nuget locals global-packages --list | sed 's/^[^:]*: *//'; }

# what isn't ours is found where it is already
packed_tests() {
  RestorePackagesPath=$PWD/artifacts/packed/cache RestoreFallbackFolders=$(user_cache) \
    dotnet build tests/packed/Psa.Packages.Tests -c "$configuration" --nologo -v q -clp:NoSummary || return 1
  run_project Psa.Packages.Tests packed/Psa.Packages.Tests && wish_lines
}

# how many lines of code each wish of a host takes
wish_lines() {
  awk '/Wish[0-9]+_/ { name = $0; sub(/.*(public|async) [^ ]*(Task|void) /, "", name); sub(/\(.*/, "", name) }
    $1 == "//" && $2 == "begin" { on = 1; n = 0; next }
    on && $1 == "//" && $2 == "end" { on = 0; printf "%3d %s\n", n, name }
    on && NF { n++ }' tests/packed/Psa.Packages.Tests/Wishes/*.cs | sort -k 2
}

fenced() { # LANGUAGE WORDS: the README's first block in it that has these words
  awk -v fence="\`\`\`$1" -v words="$2" '
    $0 == fence { on = 1; block = ""; next }
    on && $0 == "```" { if (index(block, words)) { printf "%s", block; exit } on = 0 }
    on { block = block $0 "\n" }' README.md
}

# follow_readme: its commands and its program, as they stand there
follow_readme() {
  consumer=$(mktemp -d -t psa-readme.XXXXXX)
  cat >"$consumer/nuget.config" <<CONFIG
<configuration>
  <config><add key="globalPackagesFolder" value="$consumer/cache" /></config>
  <fallbackPackageFolders><add key="user" value="$(user_cache)" /></fallbackPackageFolders>
  <packageSources><add key="packed" value="$packages" /></packageSources>
</configuration>
CONFIG
  local commands
  commands=$(fenced bash 'dotnet add package Psa.') && [ -n "$commands" ] || { echo "the README adds no package of ours"; return 1; }
  (cd "$consumer" && set -e && eval "$commands" && pwd >"$consumer/project") >"$consumer/commands.log" 2>&1 || { cat "$consumer/commands.log"; return 1; }
  fenced csharp AddPsa >"$(cat "$consumer/project")/Program.cs"
  (cd "$(cat "$consumer/project")" && dotnet run -c Release -p:TreatWarningsAsErrors=true) >"$results/readme.txt" 2>&1 || { cat "$results/readme.txt"; return 1; }
  cat "$results/readme.txt"
  grep -qxF "$(cat "$results/readme.txt")" README.md || { echo "the README says that it prints something else"; return 1; }
}

# take_native: in its place the sample's program, which does the same and reads and writes JSON, so that one compilation shows both
take_native() {
  local project
  project=$(cat "$consumer/project")
  cp samples/Psa.Samples.Native/*.cs "$project" || return 1
  (cd "$project" && dotnet run -c Release "${native_options[@]}" -p:TreatWarningsAsErrors=true) >"$results/native.txt" 2>&1 || { cat "$results/native.txt"; return 1; }
  cat "$results/native.txt"
}
native_options=(-p:JsonSerializerIsReflectionEnabledByDefault=false)

# publish_native KIND: prints the same as under the runtime, and warns of what is known and nothing else
publish_native() {
  local kind=$1 project system options=() name
  project=$(cat "$consumer/project") && name=${project##*/}
  system=$(dotnet --info | sed -n 's/^ *RID: *//p' | head -n 1)
  case $kind in
    trimmed) options=(-p:PublishTrimmed=true -p:TrimMode=full --self-contained) ;;
    # what is native is warned of and prints the same whether it is optimized or not, which would take half as long again
    aot) mapfile -t options < <(native_linker) && options+=(-p:PublishAot=true -p:Optimize=false -p:NativeDebugSymbols=false) ;;
  esac
  [ "${options[0]}" != none ] || { echo "skipped: neither clang nor gcc is here to link with"; return 0; }
  if ! (cd "$project" && dotnet publish -c Release -r "$system" "${native_options[@]}" "${options[@]}" -p:TrimmerSingleWarn=false -o "$consumer/$kind" --nologo) >"$results/$kind.log" 2>&1; then
    no_compiler "$results/$kind.log" && return 0
    cat "$results/$kind.log"
    return 1
  fi
  "$consumer/$kind/$name" >"$results/$kind.txt" || return 1
  diff "$results/native.txt" "$results/$kind.txt" || { echo "the $kind program prints something else"; return 1; }
  grep -oE 'warning [A-Z]+[0-9]+: [^[:space:]]+' "$results/$kind.log" | sed "s/^warning/$kind/" | sort | uniq -c | awk '{ print $1, $2, $3, $4 }' >"$results/$kind.warnings"
  diff <(grep " $kind " eng/native-warnings.txt) "$results/$kind.warnings" || { echo "the $kind program warns of something else than eng/native-warnings.txt lists, see $results/$kind.log"; return 1; }
  echo "prints the same; $(awk '{ n += $1 } END { print n + 0 }' "$results/$kind.warnings") known warnings; $(du -m "$consumer/$kind/$name" | cut -f 1) MB, $(du -sm --exclude='*.dbg' --exclude='*.pdb' "$consumer/$kind" | cut -f 1) MB with all files"
}

# the options to link native code with, one a line; "none" where nothing can
native_linker() {
  if command -v clang >/dev/null; then echo -p:CppCompilerAndLinker=clang; elif command -v gcc >/dev/null; then echo -p:CppCompilerAndLinker=gcc; else echo none; fi
}

# a registry without the compiler's packages is no fault of ours
no_compiler() {
  grep -qE 'NU110[0-9].*(ILCompiler|NativeAOT|App\.Runtime|ILLink)' "$1" && echo "skipped: $(grep -oE 'NU110[0-9]: .*' "$1" | head -n 1)"
}

packed_parts() {
  part pack pack || return
  part packed-tests packed_tests
  if part readme-example follow_readme && part native-sample take_native; then
    part trimmed publish_native trimmed
    part aot publish_native aot
  fi
  rm -rf "$consumer"
}

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
  begin
  packed_parts
  last_line
  exit "$worst"
fi
