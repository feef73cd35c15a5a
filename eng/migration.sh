#!/usr/bin/env bash
# Writes the next migration of the SQLite store after records have changed:
#   eng/migration.sh AddQuotes          (a test fails as long as the model and the last migration differ)
#   eng/migration.sh --initial          writes the first one anew; only before the first release
set -euo pipefail
cd "$(dirname "$0")/.."
folder=src/Psa.EntityFrameworkCore/Migrations
name=${1:?name of the migration}
stamp=$(date -u +%Y%m%d%H%M%S)
mkdir -p $folder
if [ "$name" = --initial ]; then
  rm -f $folder/*.cs
  name=Initial
  stamp=20261101000000
fi
dotnet run --project eng/migrations -- "$folder" "$name" "$stamp"
