#!/usr/bin/env python3
"""Makes the corpus of the speed bench: per language 2,000 news files of about 3 KB and one of 10 MB.

    python3 Tests/Bench/corpus.py [--devset DIR|none] [--out DIR] [--files N] [LANGUAGE ...]

The lines are whole lines of clean stories: DIR/clean/<language>/*.txt, where DIR is --devset, $WIRECHECK_DEVSET or
../shared/devset. Without them Tests/Bench/stories/<language>.txt is used. A file is a headline and runs of lines that
followed each other in a story, cut where no quotation is open; no two files are alike. The big file is as many such
stories one after the other. The same stories give the same bytes everywhere.
"""
import argparse
import hashlib
import os
import pathlib
import shutil
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
LANGUAGES = ["en", "de", "ru", "fr", "ar", "zh"]
SMALL = 2_500
BIG = 10_000_000
LAYOUT = "4"


def devset(given):
    """The folder with clean/, or None. "none" asks for the invented stories."""
    if given == "none":
        return None
    if given and not (pathlib.Path(given) / "clean").is_dir():
        sys.exit(f"{given}: no folder “clean” in it")
    for folder in [given, os.environ.get("WIRECHECK_DEVSET"), ROOT.parent / "shared" / "devset"]:
        if folder and (pathlib.Path(folder) / "clean").is_dir():
            return pathlib.Path(folder)
    return None


def stories(language, folder):
    """Lists of lines, and what they are."""
    paths = sorted((folder / "clean" / language).glob("*.txt")) if folder else []
    source = "the development set"
    if not paths:
        paths = [HERE / "stories" / f"{language}.txt"]
        source = "the invented stories of Tests/Bench"
    lists = []
    for path in paths:
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
        lists.append([line for line in lines if line])
    return [lines for lines in lists if len(lines) > 2], source


def cuts(lines):
    """Where a story may be cut: before these lines no quotation is open."""
    places, depth, straight = [], 0, 0
    for number, line in enumerate(lines):
        if depth == 0 and straight % 2 == 0:
            places.append(number)
        straight += line.count('"')
        depth += sum(line.count(mark) for mark in "“«「『") - sum(line.count(mark) for mark in "”»」』")
        # German „…“ closes with the mark that opens in English; ”…” closes what it opens.
        if "„" in line:
            depth += line.count("„") - 2 * line.count("“")
        depth = max(depth, 0)
    return places + [len(lines)]


class Generator:
    """A small generator of numbers of its own: the same on every machine and in every version of Python."""

    def __init__(self, seed):
        self.state = seed * 2654435761 + 1

    def below(self, limit):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % (1 << 64)
        return (self.state >> 33) % limit


def articles(lists):
    """Endless stories of SMALL bytes and a little more, every one different."""
    seen = set()
    number = 0
    places = [cuts(lines) for lines in lists]
    while True:
        generator = Generator(number)
        number += 1
        lines = [lists[number % len(lists)][0]]
        size = len(lines[0].encode())
        while size < SMALL:
            story = generator.below(len(lists))
            start = places[story][generator.below(len(places[story]) - 1)]
            wanted = max(start, 1) + 3 + generator.below(6)
            end = next((place for place in places[story] if place >= wanted), len(lists[story]))
            for line in lists[story][max(start, 1) : end]:
                lines.append(line)
                size += len(line.encode()) + 1
        text = "\n".join(lines) + "\n"
        if text not in seen:
            seen.add(text)
            yield text


def make(language, folder, out, files):
    """Writes the corpus of one language unless it is there; returns where its lines are from."""
    lists, source = stories(language, folder)
    target = out / language
    digest = hashlib.sha256(repr(lists).encode()).hexdigest()[:16]
    stamp = f"{LAYOUT} {files} {digest}\n"
    if (target / "stamp").exists() and (target / "stamp").read_text() == stamp:
        return source
    shutil.rmtree(target, ignore_errors=True)
    (target / "small").mkdir(parents=True)
    names = []
    source_of_texts = articles(lists)
    for number in range(files):
        path = target / "small" / f"{number:04}.txt"
        path.write_text(next(source_of_texts), encoding="utf-8")
        names.append(str(path))
    (target / "small.list").write_text("\n".join(names) + "\n")
    size = 0
    with open(target / "big.txt", "w", encoding="utf-8") as big:
        for text in articles(lists):
            big.write(text)
            size += len(text.encode())
            if size >= BIG:
                break
    (target / "big.list").write_text(f"{target / 'big.txt'}\n")
    (target / "stamp").write_text(stamp)
    return source


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("languages", nargs="*", default=LANGUAGES)
    parser.add_argument("--devset", help="a folder with clean/<language>/; “none” for the invented stories")
    parser.add_argument("--out", default=".build/bench/corpus")
    parser.add_argument("--files", type=int, default=2000)
    options = parser.parse_args()
    folder = devset(options.devset)
    for language in options.languages:
        source = make(language, folder, pathlib.Path(options.out), options.files)
        print(f"{language}: {options.files} files and one of 10 MB from {source}", file=sys.stderr)


if __name__ == "__main__":
    main()
