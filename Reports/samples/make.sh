#!/usr/bin/env bash
# Makes the sample reports: every story in every format that is shown. Run from the top of the repository.
set -euo pipefail
wirecheck=${1:-.build/release/wirecheck}
cd "$(dirname "$0")/../.."
for story in Reports/samples/stories/*.txt; do
  name=$(basename "$story" .txt)
  formats="text json sarif html markdown"
  # One story shows the rest.
  [ "$name" != nato-russia ] || formats="$formats ndjson github gitlab junit checkstyle rdjsonl its-xliff"
  for format in $formats; do
    "$wirecheck" check "$story" --no-config --fail-on never --color never --width 100 -f "$format" -o "Reports/samples/$name.$format"
  done
done
