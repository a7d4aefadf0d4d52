#!/usr/bin/env python3
"""The pages of the program in a real browser: accessible by axe-core, nothing of a story runs, every mark stands on its text,
nothing overlaps or leaves the window, the keyboard leads through, and a print has no blank page.

    pages.py PROGRAM

Needs Chromium and the Python packages playwright and axe-playwright-python; without them it says so and is skipped.
"""
import glob
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import hostile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BROWSER = next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None)
WINDOWS = {"phone": (390, 844), "tablet": (820, 1180), "laptop": (1366, 768)}
problems = []

OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll(".note")].filter((note) => !note.hidden && !note.matches(".out"))
    .map((note) => [note.dataset.n, note.getBoundingClientRect()]);
  boxes.sort((a, b) => a[1].top - b[1].top);
  return boxes.slice(1).filter((box, i) => box[1].top < boxes[i][1].bottom - 1
    && box[1].left < boxes[i][1].right - 1 && boxes[i][1].left < box[1].right - 1).map((box) => box[0]);
}"""

# What a mark covers, the numbers taken out and what was spelled out a character again.
MARKED = """() => {
  const texts = {};
  for (const mark of document.querySelectorAll("mark")) {
    const copy = mark.cloneNode(true);
    for (const number of copy.querySelectorAll(".n")) number.remove();
    for (const control of copy.querySelectorAll(".ctl")) {
      const code = /^U\\+([0-9A-F]+)$/.exec(control.textContent);
      control.replaceWith(code ? String.fromCodePoint(parseInt(code[1], 16)) : "\\uFFFD");
    }
    for (const n of mark.dataset.f.split(" ")) texts[n] = (texts[n] ?? "") + copy.textContent;
  }
  return texts;
}"""


def fail(text):
    problems.append(text)
    print("FAILED ", text)


def folded(text):
    """Without blanks, which HTML folds, and with what is no character as one sign."""
    return re.sub("\ufffd+", "\ufffd", re.sub(r"\s+", "", text.replace("\0", "")))


def axe():
    found = importlib.util.find_spec("axe_playwright_python")
    for folder in found.submodule_search_locations if found else []:
        path = os.path.join(folder, "axe.min.js")
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                return file.read()
    return None


class Pages:
    def __init__(self, program, browser, audit):
        self.program, self.browser, self.audit, self.audited = program, browser, audit, 0

    def open(self, path, window="laptop", **settings):
        width, height = WINDOWS[window]
        context = self.browser.new_context(viewport={"width": width, "height": height}, **settings)
        page = context.new_page()
        page.errors = []
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        page.on("console", lambda line: page.errors.append(line.text) if line.type == "error" else None)
        page.on("dialog", lambda dialog: (page.errors.append("a dialog opened"), dialog.dismiss()))
        page.on("request", lambda asked: page.errors.append("asked for " + asked.url) if not asked.url.startswith("file:") else None)
        page.goto("file://" + path.replace("%", "%25"))
        page.wait_for_timeout(150)
        return page

    def accessible(self, name, page):
        if not self.audit:
            return
        self.audited += 1
        page.evaluate(self.audit)
        found = page.evaluate("async () => (await axe.run()).violations.map(v => [v.id, v.impact, v.nodes.length, v.nodes[0].html, v.nodes[0].failureSummary])")
        for rule, impact, count, html, why in found:
            fail(f"{name}: axe {rule} ({impact}) at {count} places: {html[:160]}: {why[:240]}")

    def everywhere(self, name, path):
        """Each window, light and dark: nothing leaves it, nothing overlaps, axe has nothing to say."""
        for window, scheme in (("phone", "light"), ("tablet", "dark"), ("laptop", "light"), ("laptop", "dark")):
            page = self.open(path, window, color_scheme=scheme, reduced_motion="reduce")
            over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if over > 0:
                fail(f"{name}, {window}: {over} px wider than the window")
            for note in page.evaluate(OVERLAPS):
                fail(f"{name}, {window}: note {note} lies on another")
            # As it is used: a note chosen, all that folds unfolded.
            page.keyboard.press("j")
            page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
            page.wait_for_timeout(100)
            for note in page.evaluate(OVERLAPS):
                fail(f"{name}, {window}: note {note}, unfolded, lies on another")
            self.accessible(f"{name}, {window}, {scheme}", page)
            for error in page.errors:
                fail(f"{name}, {window}: {error}")
            page.context.close()

    def story(self, name, path, document):
        page = self.open(path)
        findings = document["findings"]
        if page.evaluate("document.documentElement.dataset.ran") is not None:
            fail(f"{name}: a script of the story ran")
        if (count := page.locator(".note").count()) != len(findings):
            fail(f"{name}: {count} notes, {len(findings)} findings")
        if page.locator("script, img, iframe, object, embed, link, base, form").count() != 1:
            fail(f"{name}: elements that are not ours")
        marked = page.evaluate(MARKED)
        for number, finding in enumerate(findings, 1):
            if page.locator(f"#m{number}").count() == 0:
                continue  # outside the copy
            shown = folded(marked.get(str(number), ""))
            # A story in XML or JSON is escaped in its file and not on the page.
            if document["format"] == "text" and shown != folded(finding["text"]):
                fail(f"{name}: mark {number} stands on “{shown[:60]}”, the finding on “{finding['text'][:60]}”")
        self.keyboard(name, page, len(findings))
        self.filters(name, page, findings)
        self.copies(name, page, document)
        for error in page.errors:
            fail(f"{name}: {error}")
        page.context.close()
        without = self.open(path, java_script_enabled=False)
        visible = sum(note.is_visible() for note in without.locator(".note").all())
        if visible != len(findings):
            fail(f"{name}: without script {visible} of {len(findings)} notes can be read")
        without.context.close()

    def keyboard(self, name, page, count):
        if count == 0:
            return
        chosen = lambda: page.evaluate("document.querySelector('.note.on')?.dataset.n ?? null")
        focused = lambda: page.evaluate("document.activeElement.id")
        for number in list(range(1, count + 1))[:30]:
            page.keyboard.press("j" if number % 2 else "n")
            if chosen() != str(number):
                return fail(f"{name}: step {number} chose {chosen()}")
            page.wait_for_timeout(20)
            if over := page.evaluate(OVERLAPS):
                page.wait_for_timeout(250)
                if over := page.evaluate(OVERLAPS):
                    fail(f"{name}: at step {number} notes {over} overlap")
        page.keyboard.press("k")
        before = chosen()
        page.keyboard.press("Enter")
        if focused() != f"f{before}":
            fail(f"{name}: Enter leads to {focused()}, not to note {before}")
        page.keyboard.press("Enter")
        if not page.evaluate("document.querySelector('.note.on details').open"):
            fail(f"{name}: Enter does not open the why")
        page.keyboard.press("Escape")
        if page.locator(f"#m{before}").count() and focused() != f"m{before}":
            fail(f"{name}: Escape does not lead back to the mark")
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
        if chosen() is not None:
            fail(f"{name}: Escape leaves a note chosen")

    def filters(self, name, page, findings):
        """Each filter hides exactly its own notes, and shows them again."""
        for key, value in (("severity", lambda f: f["severity"]), ("family", lambda f: f["rule"].split("/")[0]), ("confidence", lambda f: f["confidence"])):
            for choice in sorted(set(map(value, findings))):
                box = f'[data-filter="{key}"][value="{choice}"]'
                page.evaluate("box => document.querySelector(box).click()", box)
                left = page.evaluate("[...document.querySelectorAll('.note')].filter(note => !note.hidden).map(note => Number(note.dataset.n))")
                if left != [n for n, f in enumerate(findings, 1) if value(f) != choice]:
                    fail(f"{name}: without {key} {choice} the notes {left} are left")
                page.evaluate("box => document.querySelector(box).click()", box)
        if any(note.get_attribute("hidden") is not None for note in page.locator(".note").all()[:50]):
            fail(f"{name}: a filter does not show its notes again")

    def copies(self, name, page, document):
        """The text with the safe fixes is what --fix makes of the file."""
        if document["format"] != "text" or page.locator(".copy-fixed").count() == 0:
            return
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.locator(".copy-fixed").click()
        page.wait_for_timeout(100)
        copied = page.evaluate("navigator.clipboard.readText()")
        with tempfile.TemporaryDirectory() as folder:
            file = os.path.join(folder, "story.txt")
            shutil.copyfile(os.path.join(ROOT, document["path"]), file)
            subprocess.run([self.program, "check", "--no-config", "--quiet", "--fail-on", "never", "--fix", file], capture_output=True)
            with open(file, "rb") as fixed:
                fixed = fixed.read()
        encoding = "utf-16" if fixed[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
        if folded(copied) != folded(fixed.decode(encoding, "replace")):
            fail(f"{name}: the copied text is not what --fix writes")

    def printed(self, name, path):
        if not shutil.which("pdftotext"):
            return
        page = self.open(path)
        with tempfile.TemporaryDirectory() as folder:
            file = os.path.join(folder, "page.pdf")
            page.pdf(path=file, prefer_css_page_size=True, print_background=True)
            text = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True).stdout.decode()
        sheets = text.split("\f")[:-1]
        if any(not sheet.strip() for sheet in sheets):
            fail(f"{name}: a blank sheet among {len(sheets)}")
        page.context.close()


def report(program, inputs):
    folder = tempfile.mkdtemp(prefix="wirecheck-pages-")
    done = subprocess.run([program, "report", "--no-config", "--quiet", "--out", folder, "--"] + inputs, capture_output=True, text=True)
    if done.returncode not in (0, 3):
        fail(f"the program ended with {done.returncode}: {done.stderr[-300:]}")
    with open(os.path.join(folder, "report.json"), encoding="utf-8") as file:
        documents = json.load(file)["documents"]
    return folder, documents


def stories(folder, documents):
    """Each document with its page, by the order of the links that the run wrote."""
    pages = {}
    for path in glob.glob(os.path.join(folder, "*.html")):
        with open(path, encoding="utf-8") as file:
            found = re.search(r'<(?:p|h1) class="path">(.*?)</(?:p|h1)>', file.read(), re.S)
        if found:
            pages.setdefault(found.group(1), path)
    escaped = lambda text: re.sub("[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", lambda c: f'<span class="ctl">U+{ord(c[0]):04X}</span>',
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;").replace("'", "&#39;").replace("\n", " "))
    for document in documents:
        if document["status"] == "checked":
            yield os.path.basename(document["path"]), pages.get(escaped(document["path"])), document


def main():
    program = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, ".build", "release", "wirecheck"))
    if not BROWSER:
        return print("skipped pages: there is no Chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return print("skipped pages: the Python package playwright is not installed")
    audit = axe()
    if not audit:
        print("skipped axe-core: the Python package axe-playwright-python is not installed")
    with sync_playwright() as play, tempfile.TemporaryDirectory() as bad:
        browser = play.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        pages = Pages(program, browser, audit)
        count = 0
        samples = sorted(glob.glob(os.path.join(ROOT, "Reports", "samples", "stories", "*")))
        for inputs, isSample in ((samples, True), (hostile.write(bad), False)):
            folder, documents = report(program, inputs)
            for name, path, document in stories(folder, documents):
                if path is None:
                    fail(f"{name!r}: there is no page")
                    continue
                count += 1
                pages.story(name, path, document)
                if isSample:
                    pages.everywhere(name, path)
                    pages.printed(name, path)
            index = os.path.join(folder, "index.html")
            pages.everywhere("index", index)
            pages.printed("index", index)
            shutil.rmtree(folder)
        browser.close()
        print(f"pages: {count} stories in Chromium, {pages.audited} windows read by axe-core")
    sys.exit(1 if problems else 0)


main()
