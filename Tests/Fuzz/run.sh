#!/bin/sh
# Fuzzes decoding and checking, the lexicon loader, and fixes, with libFuzzer and AddressSanitizer.
#
#   Tests/Fuzz/run.sh [SECONDS] [TARGET…]     60 seconds each by default; targets: Check, Lexicon, Fix
#
# Inputs that crash are kept in .build/fuzz/crashes, and the run then ends with 1. To see one again:
#   .build/fuzz/CheckFuzzer .build/fuzz/crashes/Check-crash-…
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
seconds=${1:-60}
[ $# -gt 0 ] && shift
targets=${*:-Check Lexicon Fix}
build=.build/fuzz
export WIRECHECK_LEXICONS="$root/Lexicons"
# After a crash the backtracer would hold the pipe and never come back.
export SWIFT_BACKTRACE=enable=no
export ASAN_OPTIONS="detect_leaks=0:${ASAN_OPTIONS:-}"

# Every module with coverage and AddressSanitizer, then each target linked with all of them.
swift build -c release --sanitize=address --scratch-path "$build" --target Linting \
  -Xswiftc -sanitize=fuzzer -Xcc -fsanitize=fuzzer-no-link
objects=$(find "$build/release/" -name '*.o' | grep -v -e Tests -e wirecheck.build -e TestKit -e Reporters)
maps=""
for map in Sources/*/module.modulemap "$build"/release/*.build/module.modulemap; do
  [ -f "$map" ] && maps="$maps -Xcc -fmodule-map-file=$map"
done
libraries=$(pkg-config --libs icu-i18n yaml-0.1 libmd zlib)
mkdir -p "$build/crashes"

failed=0
for target in $targets; do
  # The linker warns of AddressSanitizer's own symbols, hundreds of times; what it says is shown when it fails.
  # shellcheck disable=SC2086
  swiftc -O -parse-as-library -sanitize=fuzzer,address -swift-version 6 -module-name Fuzzer -I "$build/release/Modules" $maps \
    -Xcc -ISources/CICU/include -Xcc -ISources/CCLD2/include \
    Tests/Fuzz/FuzzSupport.swift "Tests/Fuzz/${target}Fuzzer.swift" $objects $libraries -lcld2 -lstdc++ -o "$build/${target}Fuzzer" \
    >"$build/$target.link.log" 2>&1 || { cat "$build/$target.link.log"; exit 2; }
  WIRECHECK_SEEDS="$build/seeds/$target" "$build/${target}Fuzzer" -runs=0 >/dev/null
  mkdir -p "$build/corpus/$target"
  echo "$target: $seconds s, $(find "$build/seeds/$target" -type f | wc -l) seeds"
  if ! "$build/${target}Fuzzer" -max_total_time="$seconds" -timeout=30 -rss_limit_mb=4096 -max_len=4096 -print_final_stats=1 \
    -artifact_prefix="$build/crashes/$target-" "$build/corpus/$target" "$build/seeds/$target" >"$build/$target.log" 2>&1; then
    failed=1
    echo "$target: crashed"
    grep -E 'invariant broken|Fatal error|ERROR|SUMMARY|Test unit written' "$build/$target.log" || tail -20 "$build/$target.log"
  else
    grep -E 'number_of_executed_units|average_exec' "$build/$target.log"
  fi
done
exit $failed
