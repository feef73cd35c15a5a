#!/usr/bin/env bash
# Writes the next migration of each store on Entity Framework after records have changed:
#   eng/migration.sh AddQuotes          (a test fails as long as a model and its last migration differ)
#   eng/migration.sh --initial          writes the first ones anew; only before the first release
set -euo pipefail
cd "$(dirname "$0")/.."
name=${1:?name of the migration}
stamp=$(date -u +%Y%m%d%H%M%S)
for database in Sqlite PostgreSql; do
  folder=src/Psa.EntityFrameworkCore.$database/Migrations
  mkdir -p "$folder"
  if [ "$name" = --initial ]; then
    rm -f "$folder"/*.cs
    dotnet run --project eng/migrations -- "${database,,}" "$folder" Initial 20261101000000
  else
    dotnet run --project eng/migrations -- "${database,,}" "$folder" "$name" "$stamp"
  fi
done
