#!/usr/bin/env bash
# Checks one small set of stories over and over, in one process, and holds that memory does not grow with their number:
#
#   Tests/Endurance/run.sh PROGRAM STORIES FOLDER
#
# once through `check --files-from` (the same files under different paths), once through `check` of a folder, and once
# through `stream`. Prints the resident memory when a tenth of the stories is done and at the end, and ends with 1 when the
# end needs a fifth more, or when `stream` does less than 0.8 of the stories a second that `check` does.
set -euo pipefail
program=$(realpath "$1") wanted=$2 folder=$(realpath "$3")
python=${PYTHON:-python3}
work=$(mktemp -d "${TMPDIR:-/tmp}/wirecheck-endurance.XXXXXX")
trap 'rm -rf "$work"' EXIT

# Names of the stories; as many links to their folder as the count takes; a folder of as many folders with further names of
# them, as links to folders are not followed; every story as a line for `stream`.
stories=$("$python" - "$work" "$wanted" "$folder" <<'PY'
import json, os, shutil, sys
work, wanted, folder = sys.argv[1], int(sys.argv[2]), sys.argv[3]
names = sorted(os.path.relpath(os.path.join(where, name), folder)
               for where, _, files in os.walk(folder) for name in files if name.endswith(".txt"))
if not names:
    sys.exit(f"no .txt below {folder}")
rounds = max(1, wanted // len(names))
with open(f"{work}/list", "w") as out:
    for number in range(rounds):
        os.makedirs(f"{work}/tree/{number}")
        for place, name in enumerate(names):
            # A file may have some tens of thousands of names.
            first, path = f"{work}/tree/{number - number % 10000}/{place}.txt", f"{work}/tree/{number}/{place}.txt"
            os.link(first, path) if number % 10000 else shutil.copy(f"{folder}/{name}", path)
        os.symlink(folder, f"{work}/{number}")
        out.writelines(f"{number}/{name}\n" for name in names)
with open(f"{work}/lines", "w") as out:
    for name in names:
        text = open(f"{folder}/{name}", encoding="utf-8", errors="replace").read()
        out.write(json.dumps({"id": name, "text": text}, ensure_ascii=False) + "\n")
print(rounds * len(names))
PY
)

# Counts the lines that come out, and reads the writer's memory on the way.
cat > "$work/watch.py" <<'PY'
import re, sys, time
name, pid, total = sys.argv[1], sys.argv[2], int(sys.argv[3])
def memory(what):
    found = re.search(what + r":\s+(\d+) kB", open(f"/proc/{pid}/status").read())
    return int(found[1]) / 1024 if found else 0.0
start, early, late, peak, count = time.time(), 0.0, 0.0, 0.0, 0
for line in sys.stdin.buffer:
    count += 1
    if count * 10 == total - total % 10: early = memory("VmRSS")
    if count % 1000 == 0: late, peak = memory("VmRSS") or late, memory("VmHWM")
took = time.time() - start
print(f"{name}: {count} stories in {took:.0f} s ({count / took:.0f} a second); "
      f"{early:.0f} MB at a tenth, {late:.0f} MB at the end, {peak:.0f} MB at most", flush=True)
open(name + ".rate", "w").write(str(count / took))
if count != total: sys.exit(f"{name}: {total} stories went in")
if not early: sys.exit(f"{name}: too few stories to measure")
if late > early * 1.2: sys.exit(f"{name}: memory grew")
PY

failed=0
measure() {
  local name=$1; shift
  mkfifo "$work/$name"
  "$@" > "$work/$name" &
  "$python" "$work/watch.py" "$name" $! "$stories" < "$work/$name" || failed=1
  wait $! || { echo "$name: ended with $?"; failed=1; }
}

cd "$work"
measure check "$program" --no-config --jobs 1 --fail-on never --format ndjson --files-from list
measure folder "$program" --no-config --jobs 1 --fail-on never --format ndjson tree
measure stream bash -c 'exec "$0" stream --no-config --jobs 1 < <(for ((i = 0; i < $1; i++)); do cat lines; done)' \
  "$program" $((stories / $(wc -l < lines)))
"$python" - <<'PY' || failed=1
check, stream = (float(open(name + ".rate").read()) for name in ("check", "stream"))
print(f"stream does {stream / check:.2f} of what check does")
raise SystemExit(stream < 0.8 * check)
PY
exit $failed
