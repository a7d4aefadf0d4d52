#!/usr/bin/env python3
"""The speed bench: wirecheck against the floor (floor.c), over the same files, in turns.

    python3 Tests/Bench/bench.py [--require] [--rounds N] [--devset DIR|none] [--wirecheck PATH] [LANGUAGE ...]

Writes Reports/bench.md and prints it. Ends with 1 when a required ratio is missed and --require is given. Every time is
that of a whole process, its start and the reading of the files included; a ratio is the median of the ratios of runs
that followed each other. The report says what was run.
"""
import argparse
import datetime
import os
import pathlib
import platform
import re
import shlex
import shutil
import statistics
import subprocess
import sys

import corpus

BENCH = pathlib.Path(".build/bench")
FLOOR = str(BENCH / "floor")
MEASURE = str(BENCH / "measure")
NOTHING = os.open(os.devnull, os.O_RDWR)


def note(text):
    print(text, file=sys.stderr, flush=True)


class Measured:
    """Wall seconds, processor seconds and peak memory (MB) of one process."""

    def __init__(self, command, environment):
        ran = subprocess.run(
            [MEASURE, *command], env=environment, stdin=NOTHING, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        wall, processor, memory, code = ran.stdout.split()
        self.wall, self.processor, self.memory = float(wall), float(processor), int(memory) / 1e6
        # 1 says that something was found; anything else says that the files were not checked.
        if int(code) not in (0, 1):
            sys.exit(f"bench: {shlex.join(command)} ended with {code}\n{ran.stderr[:2000]}")


class Bench:
    def __init__(self, options):
        self.options = options
        self.environment = dict(os.environ)
        self.environment["XDG_CACHE_HOME"] = str(BENCH.resolve() / "cache")
        for name in ("WIRECHECK_CONFIG", "WIRECHECK_LEXICONS"):
            self.environment.pop(name, None)
        self.missed = []
        self.checked = []

    def wirecheck(self, *arguments, jobs=1):
        return [
            self.options.wirecheck, "check", "--no-config", "--jobs", str(jobs), "-f", "json", "-o", os.devnull,
            *arguments
        ]

    def run(self, command):
        return Measured(command, self.environment)

    def turns(self, commands, rounds=None):
        """Runs each command once to warm up, then all of them in turns; the runs by name."""
        for command in commands.values():
            self.run(command)
        runs = {name: [] for name in commands}
        for _ in range(rounds or self.options.rounds):
            for name, command in commands.items():
                runs[name].append(self.run(command))
        return runs

    def require(self, what, value, limit, at_most=False):
        """Notes a requirement; returns its cell in a table."""
        met = value <= limit if at_most else value >= limit
        self.checked.append((what, value, limit, at_most, met))
        if not met:
            self.missed.append(what)
        return "" if met else " ✗"


def size(path):
    return os.path.getsize(path)


def listed(path):
    return sum(size(line) for line in pathlib.Path(path).read_text().split())


def ratio(first, second, of=lambda run: run.wall):
    """How many times as fast the first runs were as the second ones, pair by pair."""
    return statistics.median(of(b) / of(a) for a, b in zip(first, second))


def middle(runs, of=lambda run: run.wall):
    return statistics.median(of(run) for run in runs)


def table(head, rows, left=1):
    lines = ["| " + " | ".join(head) + " |", "|" + "|".join("---" if n < left else "--:" for n in range(len(head))) + "|"]
    return lines + ["| " + " | ".join(row) + " |" for row in rows]


# MARK: the parts of the report


def throughput(bench, languages, folder):
    """Small files and the big one, one worker and two, against the floor."""
    rows, big_rows = [], []
    for language in languages:
        note(f"bench: {language}")
        root = corpus_folder(language)
        small, big = str(root / "small.list"), str(root / "big.list")
        commands = {
            "floor": [FLOOR, "--locale", language, "--files-from", small],
            "one": bench.wirecheck("--files-from", small),
            "two": bench.wirecheck("--files-from", small, jobs=2),
            "floor big": [FLOOR, "--locale", language, "--files-from", big],
            "big": bench.wirecheck("--files-from", big),
        }
        runs = bench.turns(commands)
        small_size, big_size = listed(small) / 1e6, listed(big) / 1e6
        against = ratio(runs["one"], runs["floor"])
        double = ratio(runs["two"], runs["one"])
        mark = bench.require(f"{language}: one worker against the floor", against, 0.5) if language in ("en", "ru", "de", "fr") else ""
        double_mark = bench.require(f"{language}: two workers against one", double, 1.8)
        rows.append([
            language,
            f"{small_size / middle(runs['floor']):.1f}",
            f"{small_size / middle(runs['one']):.1f}",
            f"**{against:.2f}**{mark}",
            f"{ratio(runs['one'], runs['floor'], lambda run: run.processor):.2f}",
            f"{small_size / middle(runs['two']):.1f}",
            f"**{double:.2f}**{double_mark}",
            f"{max(run.memory for run in runs['one']):.0f}",
        ])
        linear = ratio(runs["big"], runs["one"]) * big_size / small_size
        linear_mark = bench.require(f"{language}: one file of 10 MB against small files", linear, 0.8)
        big_rows.append([
            language,
            f"{big_size / middle(runs['floor big']):.1f}",
            f"{big_size / middle(runs['big']):.1f}",
            f"{ratio(runs['big'], runs['floor big']):.2f}",
            f"**{linear:.2f}**{linear_mark}",
            f"{max(run.memory for run in runs['big']):.0f}",
        ])
    report = ["## 2,000 files of about 3 KB", ""]
    report += table(
        ["", "floor MB/s", "wirecheck MB/s", "× floor", "× floor, processor time", "two workers MB/s", "× one worker", "peak MB"],
        rows)
    report += ["", "## One file of 10 MB", ""]
    report += table(["", "floor MB/s", "wirecheck MB/s", "× floor", "× small files", "peak MB"], big_rows)
    return report


def corpus_folder(language):
    return BENCH / "corpus" / language


def long_lines(bench, language):
    """What a very long line or very many quotation marks cost, beside the same text in ordinary lines."""
    note("bench: long lines")
    root = BENCH / "corpus" / "lines"
    root.mkdir(parents=True, exist_ok=True)
    text = (corpus_folder(language) / "big.txt").read_text(encoding="utf-8")[:1_000_000]
    lines = text.split("\n")
    words = re.findall(r"[^\W\d_]+", text)[:30_000]

    def marks(opening, closing, end):
        parts = []
        for number in range(2_500):
            at = number * 6
            parts += [*words[at : at + 2], opening + words[at + 2], words[at + 3] + closing, words[at + 4] + ","]
            parts.append(words[at + 5] + (end if number % 8 == 7 else ""))
        return re.sub(r"\n ", "\n", " ".join(parts)) + "\n"

    cases = [
        ("1 MB of news in one line", [" ".join(lines) + "\n"], [text]),
        ("5,000 paired marks in one line", [marks("“", "”", ".")] * 20, [marks("“", "”", ".\n")] * 20),
        ("5,000 straight marks in one line", [marks('"', '"', ".")] * 20, [marks('"', '"', ".\n")] * 20),
        ("5,000 opening marks in one line", [marks("“", " “", ".")] * 20, [marks("“", " “", ".\n")] * 20),
    ]
    rows = []
    for number, (name, long, short) in enumerate(cases):
        paths = {"long": [], "short": []}
        for kind, texts in (("long", long), ("short", short)):
            for copy, content in enumerate(texts):
                path = root / f"{number}-{kind}-{copy}.txt"
                path.write_text(content, encoding="utf-8")
                paths[kind].append(str(path))
        runs = bench.turns({kind: bench.wirecheck(*paths[kind]) for kind in paths})
        speed = {kind: sum(map(size, paths[kind])) / 1e6 / middle(runs[kind]) for kind in paths}
        cost = ratio(runs["long"], runs["short"])
        mark = bench.require(f"{name}, against ordinary lines", cost, 0.8)
        rows.append([name, f"{speed['short']:.1f}", f"{speed['long']:.1f}", f"**{cost:.2f}**{mark}"])
    return ["", f"## Long lines ({language})", ""] + table(
        ["", "in ordinary lines MB/s", "in one line MB/s", "ratio"], rows) + [
            "", "The texts with marks are 20 files, each with 5,000 marks; the ordinary ones have 16 marks a line.",
        ]


def cold_start(bench, folder, language):
    note("bench: cold start")
    article = folder.parent / "articles" / "nato-russia.txt" if folder else None
    name = "the article"
    if not article or not article.is_file():
        article = corpus_folder(language) / "small" / "0000.txt"
        name = "one small file of the corpus"
    command = bench.wirecheck(str(article))
    shutil.rmtree(BENCH / "cache", ignore_errors=True)
    first = bench.run(command)
    runs = [bench.run(command) for _ in range(31)][1:]
    wall = middle(runs) * 1000
    memory = max(run.memory for run in runs)
    floor = [bench.run([FLOOR, "--locale", "en", str(article)]) for _ in range(30)]
    mark = bench.require("cold start, ms", wall, 25, at_most=True)
    memory_mark = bench.require("memory at cold start, MB", memory, 60, at_most=True)
    rows = [
        ["wirecheck, median of 30", f"**{wall:.1f}**{mark}", f"{middle(runs, lambda run: run.processor) * 1000:.1f}", f"**{memory:.0f}**{memory_mark}"],
        ["wirecheck, slowest of 30", f"{max(run.wall for run in runs) * 1000:.1f}", "", ""],
        ["wirecheck, lexicons not compiled yet", f"{first.wall * 1000:.0f}", f"{first.processor * 1000:.0f}", f"{first.memory:.0f}"],
        ["floor, median of 30", f"{middle(floor) * 1000:.1f}", f"{middle(floor, lambda run: run.processor) * 1000:.1f}", f"{max(run.memory for run in floor):.0f}"],
    ]
    return ["", f"## Cold start on {name} ({size(article):,} bytes)", ""] + table(["", "ms", "processor ms", "peak MB"], rows)


# Rules that may take more than 3 % of the time, and why.
DEAR = {
    "script/wrong-variant": "in Arabic, Persian and Romanian it reads every letter, as the wrong one may stand in any word",
}


def rule_times(bench, languages):
    note("bench: rules")
    columns, order = {}, []
    for language in languages:
        command = bench.wirecheck("--timings", "--files-from", str(corpus_folder(language) / "small.list"))
        runs = []
        for _ in range(3):
            ran = subprocess.run(command, env=bench.environment, stdin=NOTHING, stdout=NOTHING, stderr=subprocess.PIPE, text=True)
            lines = [re.match(r"\s*(\S.*?)\s+(\d+(?:\.\d+)?)\s+(\d+(?:\.\d+)?)\s*%?\s*$", line) for line in ran.stderr.splitlines()]
            runs.append({found[1]: float(found[2]) for found in lines if found})
        # The median: a rule that was interrupted in one run is not dear for that.
        columns[language] = {rule: statistics.median(run.get(rule, 0) for run in runs) for rule in runs[0]}
        order += [rule for rule in columns[language] if rule not in order]
        rules = {rule: cost for rule, cost in columns[language].items() if "/" in rule and rule not in DEAR}
        if rules and columns[language].get("total"):
            dearest = max(rules, key=rules.get)
            share = 100 * rules[dearest] / columns[language]["total"]
            bench.require(f"{language}: the dearest rule, `{dearest}`, % of the time", share, 3, at_most=True)
    if not order:
        return ["", "## Nanoseconds per byte, by rule", "", "`wirecheck check --timings` printed no table."]
    order.sort(key=lambda rule: -max(column.get(rule, 0) for column in columns.values()))
    rows = [[f"`{rule}`"] + [f"{columns[l][rule]:.2f}" if rule in columns[l] else "" for l in languages] for rule in order]
    reasons = [f"`{rule}` may take more than 3 % of the time: {why}." for rule, why in DEAR.items()]
    return ["", "## Nanoseconds per byte, by rule", "", *reasons, ""] + table(["", *languages], rows)


def instructions(bench, languages):
    """Instructions per byte, by the processor's counter or by valgrind."""
    note("bench: instructions")
    probe = subprocess.run(
        ["perf", "stat", "-e", "instructions:u", "-x", ",", "true"], capture_output=True, text=True) if shutil.which("perf") else None
    if probe and probe.returncode == 0 and re.match(r"\d+,", probe.stderr):
        name, few, many = "perf stat -e instructions:u", 200, 2000

        def count(command):
            ran = subprocess.run(
                ["perf", "stat", "-e", "instructions:u", "-x", ",", *command], env=bench.environment, stdin=NOTHING,
                stdout=NOTHING, stderr=subprocess.PIPE, text=True)
            return int(re.search(r"^(\d+),", ran.stderr, re.MULTILINE)[1])
    elif shutil.which("valgrind"):
        name, few, many = "valgrind --tool=callgrind", 40, 140
        # Some versions of valgrind do not understand the debugging information of a Swift program.
        plain = str(BENCH / "wirecheck")
        if shutil.which("strip") and subprocess.run(["strip", "-S", "-o", plain, bench.options.wirecheck], stderr=NOTHING).returncode == 0:
            bench.options.wirecheck = plain

        def count(command):
            ran = subprocess.run(
                ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command], env=bench.environment,
                stdin=NOTHING, stdout=NOTHING, stderr=subprocess.PIPE, text=True)
            found = re.search(r"Collected : (\d+)", ran.stderr)
            return int(found[1]) if found else None
    else:
        return ["", "## Instructions", "", "Not counted: this machine has neither a counter that perf can read nor valgrind."]
    rows = []
    for language in languages:
        names = (corpus_folder(language) / "small.list").read_text().split()
        lists = {}
        for number in (few, many):
            lists[number] = str(corpus_folder(language) / f"first-{number}.list")
            pathlib.Path(lists[number]).write_text("\n".join(names[:number]) + "\n")
        counts = {}
        for program in ("floor", "wirecheck"):
            for number in (few, many):
                command = (
                    [FLOOR, "--locale", language, "--files-from", lists[number]] if program == "floor" else
                    bench.wirecheck("--files-from", lists[number]))
                counts[program, number] = count(command)
        if None in counts.values():
            return ["", "## Instructions", "", f"Not counted: {name} gave no number."]
        between = listed(lists[many]) - listed(lists[few])
        cells = {}
        for program in ("floor", "wirecheck"):
            slope = (counts[program, many] - counts[program, few]) / between
            cells[program] = (slope, (counts[program, few] - slope * listed(lists[few])) / 1e6)
        rows.append([
            language, f"{cells['floor'][0]:.1f}", f"{cells['wirecheck'][0]:.1f}",
            f"{cells['floor'][0] / cells['wirecheck'][0]:.2f}", f"{cells['floor'][1]:.1f}", f"{cells['wirecheck'][1]:.1f}",
        ])
    return ["", f"## Instructions ({name})", ""] + table(
        ["", "floor, a byte", "wirecheck, a byte", "× floor", "floor, start (million)", "wirecheck, start (million)"], rows) + [
            "", f"From {few} and {many} files: the difference gives the figure a byte, the rest is the start and what is done once.",
        ]


# MARK: the report


def first_line(command):
    try:
        ran = subprocess.run(command, capture_output=True, text=True)
        return (ran.stdout or ran.stderr).strip().splitlines()[0]
    except (OSError, IndexError):
        return "unknown"


def machine():
    name = platform.processor() or platform.machine()
    try:
        name = re.search(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text())[1]
    except (OSError, TypeError):
        name = first_line(["sysctl", "-n", "machdep.cpu.brand_string"]) if sys.platform == "darwin" else name
    return f"{name}, {os.cpu_count()} processors, {platform.system()} {platform.release()}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("languages", nargs="*", default=[])
    parser.add_argument("--require", action="store_true", help="end with 1 when a required ratio is missed")
    parser.add_argument("--rounds", type=int, default=7, help="runs of each program, in turns (default 7)")
    parser.add_argument("--devset", help="a folder with clean/<language>/; “none” for the invented stories")
    parser.add_argument("--wirecheck", default=".build/release/wirecheck", help="the program (a release build)")
    parser.add_argument("--output", default="Reports/bench.md")
    options = parser.parse_args()
    os.chdir(corpus.ROOT)
    languages = options.languages or corpus.LANGUAGES
    if options.rounds < 5:
        parser.error("--rounds must be 5 or more")
    for program, remedy in ((options.wirecheck, "swift build -c release --static-swift-stdlib"), *((tool, f"make -f Tests/Bench/Makefile {tool}") for tool in (FLOOR, MEASURE))):
        if not os.access(program, os.X_OK):
            sys.exit(f"bench: there is no {program}; make it with: {remedy}")

    folder = corpus.devset(options.devset)
    load = os.getloadavg()[0]
    sources = {corpus.make(language, folder, BENCH / "corpus", 2000) for language in languages}
    bench = Bench(options)
    parts = cold_start(bench, folder, languages[0])
    parts = throughput(bench, languages, folder) + parts
    parts += long_lines(bench, languages[0])
    parts += rule_times(bench, languages)
    parts += instructions(bench, [language for language in ("en", "ru") if language in languages] or languages[:1])

    head = [
        "# Speed", "",
        "`make bench` wrote this. MB is a million bytes of UTF-8; ✗ marks a requirement that was missed. The floor is a C",
        "program (Tests/Bench/floor.c) that reads the same files, converts them to UTF-16 and walks ICU’s word and sentence",
        f"breaks, and does nothing else. Times are those of whole processes; ratios are medians of {options.rounds} pairs run in turns.", "",
        f"- {datetime.date.today().isoformat()}; {machine()}",
        f"- {first_line([options.wirecheck, '--version'])}, release build; {first_line([FLOOR, '--version'])}; {first_line(['cc', '--version'])}",
        f"- texts: from {' and '.join(sorted(sources))}",
        f"- `floor --locale TAG --files-from LIST` against `{shlex.join(['wirecheck', *bench.wirecheck('--files-from', 'LIST')[1:]])}`: "
        "all rules, languages detected, lexicons compiled before",
    ]
    if load > 0.7:
        head.append(f"- something else was running when the bench began (load {load:.1f}): read the ratios, not the MB/s")
    summary = ["", "## Required", ""] + table(
        ["", "measured", "required", ""],
        [[what, f"{value:.2f}", f"{'at most' if at_most else 'at least'} {limit:g}", "met" if met else "**missed**"]
         for what, value, limit, at_most, met in bench.checked]) + [""]
    report = "\n".join(head + summary + parts) + "\n"
    path = pathlib.Path(options.output)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(report, encoding="utf-8")
    print(report)
    if bench.missed:
        note(f"bench: missed: {'; '.join(bench.missed)}")
    sys.exit(1 if bench.missed and options.require else 0)


if __name__ == "__main__":
    main()
