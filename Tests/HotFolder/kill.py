"""Kills two watchers of one folder again and again while stories come in, then looks whether each was delivered whole.

kill.py PROGRAM [SECONDS]: stories are moved in, written at once, or written in two parts with a pause; some fail, some pass.
"""
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

PROGRAM = os.path.realpath(sys.argv[1])
SECONDS = float(sys.argv[2]) if len(sys.argv) > 2 else 20
FAULT = "“The talks will go on, but we promise no, ”Larsen told reporters.\n"


def story(number):
    lines = [f"Story {number}. The council met and voted on plan {number * 100 + line}.\n" for line in range(random.choice([1, 5, 50]))]
    return "".join(lines) + (FAULT if number % 3 == 0 else "") + "That was all.\n"


def drop(name, text):
    """In one of the ways in which programs write files."""
    way = random.random()
    if way < 0.5:
        with open("in/." + name, "w") as file:
            file.write(text)
        os.rename("in/." + name, "in/" + name)
        return
    with open("in/" + name, "w") as file:
        if way > 0.8:
            file.write(text[: len(text) // 2])
            file.flush()
            # Longer than a file must stay as it is to count as complete.
            time.sleep(0.6 if way > 0.97 else 0.05)
            file.write(text[len(text) // 2 :])
        else:
            file.write(text)


def watcher(options, log):
    words = [PROGRAM, "watch", "in", "--out", "out", "--no-config", "--settle", "0.2", "--rescan", "0.5", "--report", "html,json"]
    return subprocess.Popen(words + options, stderr=log)


def run(options, seconds):
    stories, over = {}, threading.Event()

    def write():
        while not over.is_set():
            number = len(stories) + 1
            name, text = f"s{number:05}.txt", story(number)
            drop(name, text)
            stories[name] = text
            time.sleep(random.choice([0, 0, 0.001, 0.01]))

    os.makedirs("in")
    log = open("log", "ab")
    writer = threading.Thread(target=write)
    writer.start()
    programs, kills, end = [watcher(options, log) for _ in range(2)], 0, time.time() + seconds
    while time.time() < end:
        time.sleep(random.choice([0.01, 0.05, 0.1, 0.3, 0.5]))
        which = random.randrange(2)
        programs[which].kill()
        programs[which].wait()
        kills += 1
        programs[which] = watcher(options, log)
    over.set()
    writer.join()
    left = lambda: len([n for n in os.listdir("in") if n[0] != "."]) if options else len(stories) - len(os.listdir("out")) // 2
    deadline = time.time() + 120
    while left() > 0 and time.time() < deadline:
        time.sleep(0.2)
    time.sleep(1.5)
    for program in programs:
        program.send_signal(signal.SIGTERM)
    ends = [program.wait() for program in programs]
    return stories, kills, ends


def faults(stories, options):
    for name, text in stories.items():
        fails = FAULT in text
        places = [folder for folder in ("in", "pass", "fail") if os.path.exists(f"{folder}/{name}")]
        if places != ([("fail" if fails else "pass")] if options else ["in"]):
            yield f"{name} is in {places}"
        for place in places:
            if open(f"{place}/{name}").read() != text:
                yield f"{name} is not whole in {place}"
        report = json.load(open(f"out/{name}.json"))["documents"][0]
        if fails != any(finding["rule"] == "quotes/misplaced-space" for finding in report["findings"]):
            yield f"{name} was checked before it was whole"
        if not open(f"out/{name}.html").read().endswith("</html>\n"):
            yield f"{name} has half a page"
    unfinished = [name for name in os.listdir("out/.wirecheck") if name.endswith((".tmp", ".line"))]
    if unfinished:
        yield f"left behind: {unfinished}"
    told = {os.path.basename(line["path"]) for line in map(json.loads, open("log")) if line["event"] == "story"}
    if set(stories) - told:
        yield f"the log says nothing of {sorted(set(stories) - told)[:5]}"


def main():
    seed = random.randrange(1 << 30)
    random.seed(seed)
    for options in (["--pass", "pass", "--fail", "fail"], []):
        folder = tempfile.mkdtemp()
        os.chdir(folder)
        stories, kills, ends = run(options, SECONDS / 2)
        found = list(faults(stories, options))
        print(f"{'moved' if options else 'left where they are'}: {len(stories)} stories, {kills} kills, {len(found)} faults")
        if found or ends != [0, 0] or not stories:
            print(*found[:20], f"ended with {ends}; seed {seed}; see {folder}", sep="\n")
            sys.exit(1)
        shutil.rmtree(folder)


main()
