#!/usr/bin/env bash
# Every machine format read by programs and schemas of others, and the pages by a browser: run.sh PROGRAM
# What it needs of Python comes into .build/validators when the package index can be reached. What is missing is skipped with
# a word; what is there and complains ends the run with 1.
set -euo pipefail
cd "$(dirname "$0")/../.."
program=${1:-.build/release/wirecheck}
command -v python3 >/dev/null || { echo "skipped: no python3"; exit 0; }
here=.build/validators
wanted=Tests/Validators/requirements.txt
if ! cmp -s $wanted $here/installed.txt; then
  mkdir -p $here
  if python3 -m venv $here >$here/log 2>&1 \
    && $here/bin/pip install --disable-pip-version-check --timeout 20 --retries 1 -r $wanted >>$here/log 2>&1; then
    cp $wanted $here/installed.txt
  else
    echo "skipped installing the validators: $(tail -n 1 $here/log)"
  fi
fi
python=python3
if cmp -s $wanted $here/installed.txt; then
  python=$here/bin/python
  PATH=$PWD/$here/bin:$PATH
fi
"$python" Tests/Validators/validate.py "$program"
"$python" Tests/Validators/pages.py "$program"
