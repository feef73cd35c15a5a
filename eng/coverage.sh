#!/usr/bin/env bash
# Line and branch coverage of src/. The folder eng/vstest has a global.json without the
# Microsoft.Testing.Platform runner, so that dotnet test there is VSTest, which coverlet needs.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
out=$root/artifacts/coverage
rm -rf "$out"
export PsaCoverage=true ArtifactsPath="$root/artifacts/coverage-build"
(cd "$root/eng/vstest" && dotnet test "$root/Psa.Sdk.sln" --collect "XPlat Code Coverage" --results-directory "$out/raw")
cd "$root" && dotnet tool restore >/dev/null
dotnet reportgenerator "-reports:$out/raw/*/coverage.cobertura.xml" "-targetdir:$out" \
  '-reporttypes:TextSummary;MarkdownSummaryGithub;Cobertura' '-assemblyfilters:+Psa.*;-Psa.*.Tests;-Psa.Testing;-Psa.Samples.*' >/dev/null
cat "$out/Summary.txt"
