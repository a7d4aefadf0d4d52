#!/bin/sh
# Fuzzes the readers of all formats, the checker, its fixes, the stream, the configuration and the lexicon loader with
# libFuzzer and AddressSanitizer.
#
#   Tests/Fuzz/run.sh [SECONDS=60] [TARGET...]
#
# Each target runs SECONDS. Inputs that teach something stay in .build/fuzz/corpus. Ends with 1 on any crash, broken
# invariant or input slower than 30 s (the first input of a language compiles its lexicons), and prints the input's path;
# run the binary with that path to see it again.
set -u
cd "$(dirname "$0")/../.." || exit 2
seconds=${1:-60}
[ $# -gt 0 ] && shift
[ $# -eq 0 ] && set -- ReaderFuzz CheckFuzz FixFuzz StreamFuzz ConfigurationFuzz LexiconFuzz
case $seconds in ''|*[!0-9]*) echo "usage: $0 [SECONDS] [TARGET...]" >&2; exit 2;; esac

scratch=.build/fuzz
for module in Linting Reporters; do
  swift build -c release --sanitize=address --scratch-path $scratch --target $module \
    -Xswiftc -sanitize-coverage=edge,indirect-calls,trace-cmp,inline-8bit-counters,pc-table || exit 2
done
built=$scratch/release

objects=
for module in CICU CBytes CMemory CCLD2 CMarkdown TextBase Findings Lexicons Stories Formats RuleKit Rules Linting Reporters; do
  objects="$objects $(find $built/$module.build -name '*.o')"
done
maps=
for map in $built/CICU.build/module.modulemap $built/CBytes.build/module.modulemap $built/CMemory.build/module.modulemap \
  $built/CCLD2.build/module.modulemap \
  $built/CMarkdown.build/module.modulemap Sources/CICUSystem/module.modulemap \
  Sources/CYAML/module.modulemap Sources/CDigest/module.modulemap Sources/CZlib/module.modulemap; do
  maps="$maps -Xcc -fmodule-map-file=$map"
done

# Else swift-backtrace hangs after a crash and holds the pipe.
export SWIFT_BACKTRACE=enable=no
export ASAN_OPTIONS=${ASAN_OPTIONS:-detect_leaks=0}
export WIRECHECK_FUZZ_LEXICONS="$PWD/Lexicons"
failed=0
for target in "$@"; do
  case $target in
  ReaderFuzz|ConfigurationFuzz) more=;;
  StreamFuzz) more=Tests/Fuzz/Checking.swift;;
  *) more="Tests/Fuzz/Checking.swift Tests/Fuzz/Examples.swift";;
  esac
  # shellcheck disable=SC2086
  swiftc -O -g -use-ld=lld -parse-as-library -swift-version 6 -sanitize=fuzzer,address -module-name "$target" -I $built/Modules $maps \
    -Xcc -ISources/CICU/include -Xcc -ISources/CBytes/include -Xcc -ISources/CMemory/include -Xcc -ISources/CCLD2/include -Xcc -ISources/CMarkdown/include Tests/Fuzz/Common.swift $more "Tests/Fuzz/$target.swift" $objects \
    $(pkg-config --libs icu-i18n yaml-0.1 libmd zlib) -lcld2 -lstdc++ -lcmark-gfm-extensions -lcmark-gfm -o "$scratch/$target" || exit 2

  corpus=$scratch/corpus/$target seeds=$scratch/seeds/$target crashes=$scratch/crashes/$target
  rm -rf "$seeds"
  mkdir -p "$corpus" "$seeds" "$crashes"
  rm -f "$crashes"/*
  unset WIRECHECK_FUZZ_SEEDS WIRECHECK_FUZZ_TEMP
  words=Tests/Fuzz/text.dict
  temp=
  case $target in
  LexiconFuzz|ConfigurationFuzz)
    words=Tests/Fuzz/yaml.dict
    temp=$(mktemp -d "${TMPDIR:-/tmp}/wirecheck-fuzz.XXXXXX")
    export WIRECHECK_FUZZ_TEMP="$temp";;
  *) export WIRECHECK_FUZZ_SEEDS="$PWD/$seeds";;
  esac
  case $target in
  LexiconFuzz)
    cp Tests/Fuzz/seeds/yaml-* "$seeds"
    for file in $(find Lexicons -name '*.yaml'); do
      { printf ' '; head -c 4000 "$file"; } > "$seeds/$(echo "$file" | tr / -)"
    done
    for file in $(find Lexicons -name '*.tsv'); do
      { printf '!'; head -c 1000 "$file"; } > "$seeds/$(echo "$file" | tr / -)"
    done;;
  ConfigurationFuzz) cp Tests/Fuzz/seeds/settings-* "$seeds";;
  CheckFuzz|FixFuzz)
    cp Tests/Fuzz/seeds/text-* "$seeds"
    for file in Tests/Bench/stories/*.txt Reports/samples/stories/*.txt Tests/FormatsTests/Stories/*; do
      [ -f "$file" ] || continue
      case $(basename "$file") in de*) first='\001';; ru*) first='\002';; zh*) first='\003';; *) first='\000';; esac
      { printf "$first"; head -c 4000 "$file"; } > "$seeds/$(basename "$file")"
    done;;
  esac

  echo "== $target, $seconds s"
  "$scratch/$target" -max_total_time="$seconds" -max_len=4096 -timeout=30 -rss_limit_mb=4096 -dict="$words" \
    -artifact_prefix="$crashes/" -print_final_stats=1 "$corpus" "$seeds" > "$crashes.log" 2>&1
  status=$?
  [ -n "$temp" ] && rm -rf "$temp"
  grep -E '^stat::number_of_executed|^#[0-9]+.*(DONE|INITED)' "$crashes.log"
  if [ $status -ne 0 ]; then
    failed=1
    grep -aE 'Fatal error|invariant|ERROR:|SUMMARY:|Sources/' "$crashes.log" | head -20
    echo "$target failed; log in $PWD/$crashes.log; input:"
    find "$PWD/$crashes" -type f
  fi
done
exit $failed
