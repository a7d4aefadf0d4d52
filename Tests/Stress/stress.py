"""Runs the program where things go wrong: lines of 10 MB in every format, no permission, files that vanish, a full disk, a
closed pipe, an interrupt in the middle. Each must end with the exit code that is promised, and leave nothing half-written.

stress.py PROGRAM
"""
import ctypes
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

PROGRAM = os.path.realpath(sys.argv[1])
MAJOR = "“The talks will go on, but we promise no, ”Larsen told reporters.\n"
CLEAN = "The council met on Monday and voted on the budget for the year.\n"
failures = []


def start(*words, **options):
    return subprocess.Popen([PROGRAM, *words, "--no-config"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)


def run(*words, **options):
    program = start(*words, **options)
    out, errors = program.communicate()
    return program.returncode, out, errors.decode(errors="replace")


def expect(holds, what, *facts):
    if not holds:
        failures.append(what)
        print("FAILED:", what, *[str(fact)[:600] for fact in facts], flush=True)


def write(path, text):
    if os.path.dirname(path):
        os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def leftovers(folder="."):
    return [name for _, _, names in os.walk(folder) for name in names if "wirecheck-tmp" in name or name.endswith(".tmp")]


def long_lines():
    """A line of 10 MB, of which the end is faulty, in each format."""
    line = (CLEAN.strip() + " ") * (10_000_000 // len(CLEAN)) + "About 175 thousand people marched, the council said."
    escaped = json.dumps(line)
    files = {
        "text.txt": line, "markdown.md": line, "page.html": f"<html lang=en><body><article><h1>Talks</h1><p>{line}</p></article></body></html>",
        "ninjs1.json": '{"uri": "a", "language": "en", "body_text": %s}' % escaped,
        "ninjs3.json": '{"uri": "a", "language": "en", "bodies": [{"contentType": "text/plain", "value": %s}]}' % escaped,
        "superdesk.json": '{"guid": "a", "language": "en", "body_html": %s}' % json.dumps(f"<p>{line}</p>"),
        "ans.json": '{"type": "story", "version": "0.10.12", "language": "en", "headlines": {"basic": "Talks"}, '
        '"content_elements": [{"type": "text", "content": %s}]}' % escaped,
        "nitf.xml": f'<nitf xml:lang="en"><body><body.content><p>{line}</p></body.content></body></nitf>',
        "g2.xml": '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="a"><contentMeta><language tag="en"/></contentMeta>'
        f"<contentSet><inlineXML><p>{line}</p></inlineXML></contentSet></newsItem>",
        "newsml1.xml": '<NewsML><NewsItem><NewsComponent><DescriptiveMetadata><Language FormalName="en"/></DescriptiveMetadata>'
        f"<ContentItem><DataContent>{line}</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>",
        "rss.xml": f'<rss version="2.0"><channel><language>en</language><item><title>Talks</title><description>{line}</description></item></channel></rss>',
        "atom.xml": f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><entry><title>Talks</title><content>{line}</content></entry></feed>',
        "iptc.txt": f"\x01DPA0001 4 POL 20 Talks\r\n\x02Talks\r\n{line}\r\n\x03",
        "anpa.txt": f"\x16\x16\x01a0001\x1f\r\nr a \x13\x11BC-Talks 11-29 0020\r\n^Talks<\r\n\x02\t{line}\r\n\x03",
    }
    for name, text in files.items():
        write(name, text)
    code, out, errors = run("-f", "ndjson", "--lang", "en", "--fail-on", "never", *files)
    expect(code == 0, "a line of 10 MB in every format", code, errors)
    answers = [json.loads(line) for line in out.splitlines()]
    for name, answer in zip(files, answers):
        found = any(f["rule"] == "numbers/scale-word-after-figure" for f in answer["findings"])
        expect(answer["status"] == "checked" and found, f"a line of 10 MB: {name}", answer["problem"], answer["words"], errors)
    expect(len(answers) == len(files), "every file of a line of 10 MB is answered", len(answers))
    story = json.dumps({"id": 1, "text": line}, ensure_ascii=False) + "\n"
    result = subprocess.run([PROGRAM, "stream", "--no-config", "--lang", "en"], input=story.encode(), capture_output=True)
    expect(result.returncode == 0 and json.loads(result.stdout)["findings"], "a line of 10 MB in a stream", result.returncode)


def without_permission():
    """Takes away what lets root pass by permissions."""
    if os.getuid() == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
            libc.prctl(24, capability, 0, 0, 0)


def no_permission():
    write("desk/a.txt", CLEAN)
    write("desk/closed.txt", CLEAN)
    write("desk/shut/b.txt", CLEAN)
    write("desk/z.txt", MAJOR)
    write("fix/a.txt", "It rained .\n")
    os.makedirs("out")
    os.chmod("desk/closed.txt", 0)
    os.chmod("desk/shut", 0)
    os.chmod("out", 0o555)
    os.chmod("fix", 0o555)
    denied = dict(preexec_fn=without_permission)
    code, out, errors = run("-f", "ndjson", "desk", **denied)
    answers = {json.loads(line)["path"]: json.loads(line) for line in out.splitlines()}
    expect(code == 3, "no permission: the code is 3", code, errors)
    statuses = [answers.get(path, {}).get("status") for path in ("desk/a.txt", "desk/z.txt", "desk/closed.txt", "desk/shut")]
    expect(statuses == ["checked", "checked", "unreadable", "unreadable"], "no permission: the others are checked", answers)
    for words in (["-o", "out/report.json", "-f", "json", "desk/a.txt"], ["--also", "sarif=out/a.sarif", "desk/a.txt"], ["report", "desk/a.txt", "--out", "out"], ["report", "desk/a.txt", "--out", "out/pages"]):
        code, out, errors = run(*words, **denied)
        expect(code == 2 and "permission" in errors, f"no permission to write: {words}", code, errors)
    code, out, errors = run("--fix", "fix/a.txt", **denied)
    expect(code == 3 and "permission" in errors and open("fix/a.txt").read() == "It rained .\n", "no permission to fix", code, errors)
    os.chmod("out", 0o755)
    os.chmod("fix", 0o755)
    os.chmod("desk/shut", 0o755)
    expect(not os.listdir("out") and not leftovers(), "no permission leaves nothing", os.listdir("out"), leftovers())


def vanishing():
    """Files go while the run is at the first, which comes through a pipe and waits."""
    os.mkfifo("first")
    names = [f"{number:03}.txt" for number in range(200)]
    for name in names:
        write(name, CLEAN)
    program = start("-f", "ndjson", "--jobs", "1", "first", *names)
    pipe = open("first", "w")
    for name in names[::2]:
        os.remove(name)
    pipe.write(CLEAN)
    pipe.close()
    out, errors = program.communicate()
    answers = [json.loads(line) for line in out.splitlines()]
    expect(program.returncode == 3 and len(answers) == 201, "vanished files: the code is 3", program.returncode, len(answers), errors)
    gone = [answer["path"] for answer in answers if answer["status"] == "unreadable"]
    expect(gone == names[::2], "vanished files: the others are checked", gone)


def room(folder):
    """A disk of 64 KB, where the system lets us; else a limit on the size of files."""
    os.makedirs(folder)
    if os.getuid() == 0 and subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder], capture_output=True).returncode == 0:
        return {}, lambda: subprocess.run(["umount", folder], check=True)
    return dict(preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))), lambda: None


def full_disk():
    stories = []
    for number in range(40):
        write(f"desk/{number}.txt", MAJOR * 60)
        stories.append(f"desk/{number}.txt")
    limits, release = room("disk")
    print("full disk:", "a limit on files" if limits else "a small tmpfs", flush=True)
    try:
        for words in (["-f", "json"], ["-f", "text"], ["-f", "sarif"]):
            write("disk/report", "as it was\n")
            code, out, errors = run(*words, "-o", "disk/report", "--fail-on", "never", "desk", **limits)
            expect(code == 2 and "cannot be written" in errors, f"full disk: {words} ends with 2", code, errors)
            expect(open("disk/report").read() == "as it was\n" and not leftovers("disk"), f"full disk: {words} leaves the old report", leftovers("disk"))
        code, out, errors = run("report", "desk", "--out", "disk/pages", **limits)
        expect(code == 2 and not leftovers("disk"), "full disk: report ends with 2", code, errors)
        whole = all(open(f"disk/pages/{name}").read().endswith("</html>\n") for name in os.listdir("disk/pages") if name.endswith(".html"))
        expect(whole, "full disk: every page is whole")
        shutil.rmtree("disk/pages")
        copy = "It rained .\n\n" + CLEAN * 480
        write("disk/a.txt", copy)
        write("disk/a.txt", copy * 3) if limits else write("disk/b.txt", copy[:20000])
        kept = open("disk/a.txt").read()
        code, out, errors = run("--fix", "disk/a.txt", **limits)
        expect(code == 3 and "not put right" in errors, "full disk: --fix ends with 3", code, errors)
        expect(open("disk/a.txt").read() == kept and not leftovers("disk"), "full disk: --fix leaves the copy whole", leftovers("disk"))
    finally:
        release()


def closed_pipe():
    for number in range(60):
        write(f"{number}.txt", MAJOR * 40)
    write("lines", json.dumps({"id": 1, "text": MAJOR}) + "\n")
    lines = open("lines").read() * 5000
    write("lines", lines)
    for words in (["."], ["-f", "json", "."], ["-f", "ndjson", "."], ["-f", "html", "."], ["stream"]):
        program = start(*words, stdin=open("lines"))
        program.stdout.read(10)
        program.stdout.close()
        errors = program.stderr.read().decode()
        code = program.wait()
        expect(code == 0 and "ipe" not in errors, f"closed pipe: {words} ends with 0", code, errors)


def interrupt():
    """Each run is stopped once it has begun to write."""
    copy = "It rained .\n\n" + MAJOR * 200
    for number in range(2000):
        write(f"desk/{number:04}.txt", copy)
    begun = {
        "-f json -o report.json": lambda: leftovers(),
        "-f ndjson": lambda: os.path.getsize("output") > 0,
        "report --out pages": lambda: os.path.exists("pages") and len(os.listdir("pages")) > 2,
        "--fix": lambda: os.path.getsize("desk/0000.txt") < len(copy.encode()),
    }
    for words, has_begun in begun.items():
        with open("output", "wb") as output:
            program = subprocess.Popen([PROGRAM, *words.split(), "--jobs", "1", "--no-config", "desk"], stdout=output, stderr=subprocess.PIPE)
        for _ in range(6000):
            if has_begun() or program.poll() is not None:
                break
            time.sleep(0.01)
        program.send_signal(signal.SIGINT)
        errors = program.stderr.read().decode()
        code = program.wait()
        expect(code == 130, f"interrupt: {words} ends with 130", code, errors)
        expect(not os.path.exists("report.json") and not leftovers(), f"interrupt: {words} leaves nothing behind", leftovers())
    pages = [f"pages/{name}" for name in os.listdir("pages") if name.endswith(".html")]
    expect(pages and all(open(page).read().endswith("</html>\n") for page in pages), "interrupt: every page is whole")
    texts = {open(f"desk/{name}").read() for name in os.listdir("desk")}
    expect(texts == {copy, copy.replace(" .", ".", 1)}, "interrupt: every story is as it was or put right", len(texts))


def main():
    home = os.getcwd()
    only = sys.argv[2:]
    for part in (long_lines, no_permission, vanishing, full_disk, closed_pipe, interrupt):
        if only and part.__name__ not in only:
            continue
        folder = tempfile.mkdtemp(prefix="wirecheck-stress.")
        os.chdir(folder)
        begun, known = time.time(), len(failures)
        part()
        os.chdir(home)
        print(f"{part.__name__.replace('_', ' ')}: {'as promised' if len(failures) == known else 'FAILED'}, {time.time() - begun:.0f} s", flush=True)
        shutil.rmtree(folder)
    sys.exit(1 if failures else 0)


main()
