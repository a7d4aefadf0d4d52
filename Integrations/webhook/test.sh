#!/usr/bin/env bash
# Posts stories to receive.py and waits for the verdicts of wirecheck watch: test.sh PROGRAM.
set -euo pipefail
program=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
command -v python3 > /dev/null || { echo "skipped: no python3"; exit 0; }
work=$(mktemp -d)
cd "$work" && mkdir in
port=$((20000 + $$ % 20000))
"$program" watch in --out out --pass pass --fail fail --no-config --settle 0.1 2> log & watcher=$!
WIRECHECK_SECRET=s3cret python3 "$here/receive.py" in "$port" 2> requests & receiver=$!
trap 'kill $watcher $receiver 2> /dev/null || true; rm -rf "$work"' EXIT
python3 - "$port" <<'PY'
import hashlib, hmac, json, sys, time, urllib.error, urllib.request

def post(body, signature=None):
    headers = {"content-type": "application/json"}
    headers["x-superdesk-signature"] = signature or "sha1=" + hmac.new(b"s3cret", body, hashlib.sha1).hexdigest()
    request = urllib.request.Request(f"http://127.0.0.1:{sys.argv[1]}/", body, headers)
    for _ in range(100):
        try:
            return urllib.request.urlopen(request).status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            time.sleep(0.1)

good = {"uri": "urn:x:1", "type": "text", "language": "en", "headline": "Talks go on", "body_text": "The council met on Monday."}
bad = dict(good, uri="urn:x:2", body_text="“We go on, but we promise no, ”Larsen said on Monday.")
for story in (good, bad, good):
    assert post(json.dumps(story).encode()) == 200
assert post(json.dumps(good).encode(), "sha1=00") == 403
PY
for _ in $(seq 300); do [ "$(ls pass fail 2> /dev/null | grep -c json)" -ge 2 ] && break; sleep 0.1; done
[ "$(ls pass | wc -l)" = 1 ] && [ "$(ls fail | wc -l)" = 1 ] && grep -q misplaced-space out/*.json || { cat log requests; exit 1; }
echo "two stories posted: one passed, one failed, none twice"
