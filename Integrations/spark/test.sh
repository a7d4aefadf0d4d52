#!/usr/bin/env bash
# Runs check.py and compares with one process: test.sh PROGRAM. Skips where there is no Spark.
set -euo pipefail
program=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON:-python3}
command -v java > /dev/null || { echo "skipped: Spark needs java"; exit 0; }
"$python" -c 'import pyspark, pandas, pyarrow' 2> /dev/null || { echo "skipped: pip install pyspark pandas pyarrow"; exit 0; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin"
# Where $work/kill is, the first process of a run reads a few stories and then takes its worker down.
cat > "$work/bin/wirecheck" <<SH
#!/bin/sh
if rmdir "$work/kill" 2> /dev/null; then
  head -n 20 | "$program" "\$@" > /dev/null
  kill -9 \$PPID
  exit 1
fi
exec "$program" "\$@"
SH
chmod +x "$work/bin/wirecheck"
export PATH=$work/bin:$PATH SPARK_LOCAL_IP=127.0.0.1 PYSPARK_PYTHON=$python PYSPARK_DRIVER_PYTHON=$python
"$python" - "$work" <<'PY'
import json, sys, pandas
rows = [{"id": f"s{i}", "text": f"“Talks will go on, but we promise no, ”Larsen said.\n\nСтрока {i}.\r\n" if i % 3 == 0
         else f"The council met on Monday. Story {i}.\n"} for i in range(1000)]
open(sys.argv[1] + "/stories.ndjson", "w").writelines(json.dumps(r, ensure_ascii=False) + "\n" for r in rows)
pandas.DataFrame(rows).to_parquet(sys.argv[1] + "/stories.parquet")
PY
wirecheck stream --no-config < "$work/stories.ndjson" | LC_ALL=C sort > "$work/one"
runs=("local[2] ndjson pipe" "local[2] parquet pandas")
[ -z "${CLUSTER:-}" ] || runs+=("local-cluster[2,1,1024] parquet pipe killed" "local-cluster[2,1,1024] ndjson pandas killed")
for run in "${runs[@]}"; do
  read -r master kind how killed <<< "$run"
  [ -z "$killed" ] || mkdir "$work/kill"
  "$("$python" -m pyspark.find_spark_home 2> /dev/null)/bin/spark-submit" --master "$master" --conf spark.ui.enabled=false \
    --conf spark.driver.host=127.0.0.1 "$here/check.py" "$work/stories.$kind" "$work/out" "$how" 2> "$work/log" \
    || { tail -30 "$work/log"; exit 1; }
  [ ! -e "$work/kill" ] || { echo "no worker was killed"; exit 1; }
  cat "$work"/out/documents/part-* | LC_ALL=C sort | cmp - "$work/one" || { diff <(cat "$work"/out/documents/part-* | LC_ALL=C sort) "$work/one" | head -4 | cut -c1-300; exit 1; }
  "$python" - "$work" <<'PY'
import json, sys, pandas
answers = [json.loads(line) for line in open(sys.argv[1] + "/one")]
findings, summary = (pandas.read_parquet(f"{sys.argv[1]}/out/{table}") for table in ("findings", "summary"))
count = sum(len(answer["findings"]) for answer in answers)
assert len(findings) == summary.findings.sum() == count > 0, (len(findings), summary, count)
assert summary.stories.sum() == len(answers)
PY
  echo "$master, $kind, $how${killed:+, a worker killed}: the same as one process"
done
