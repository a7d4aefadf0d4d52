"""Stories that try to break a report, written into a folder. Each tells the plain text that a page must show as text."""
import json
import os

SCRIPT = "<script>document.documentElement.setAttribute('data-ran','1')</script>"
LOUD = "“The talks will go on, but we promise no, ”Larsen told reporters.\n"


def stories():
    """Name, bytes."""
    yield "markup.txt", f"Council votes {SCRIPT}\n\n{LOUD}\n{SCRIPT} About 175 thousand people marched, \"></mark><img src=x onerror=\"document.documentElement.setAttribute('data-ran','1')\">.\n".encode()
    yield "attributes.txt", ("Talks “x\" onmouseover=\"document.documentElement.setAttribute('data-ran','1')\" style=\"x, ”Larsen' said.\n\n" + LOUD).encode()
    yield "comment.txt", ("The vote <!-- went on --> ]]> and {{script}} {{body}} </style></script></title><svg onload=alert(1)>.\n\n" + LOUD).encode()
    yield "terminal.txt", ("The council \x1b[2J\x1b]0;owned\x07 met \x1b[31mon\x1b[0m \x9b31m Monday.\x08\x08\x00\n\n" + LOUD).encode()
    yield "bidi.txt", ("The council \u202egnihton\u202c met \u2066and \u2069 went \u200bon.\u2028\u2029 \ufeffThen.\n\n" + LOUD).encode()
    yield "formula.txt", ("=HYPERLINK(\"http://example.invalid\",\"x\")\n\n+1+1 and @SUM(A1) met, -2 said.\n\n" + LOUD).encode()
    yield "workflow.txt", ("::error file=a,line=1::hit\n\n%0A::set-output name=x::y ##vso[task.complete]\n\n" + LOUD).encode()
    yield "markdown.txt", ("| a | b |\n\n`code` ![x](http://example.invalid/x.png) [x](javascript:alert(1)) @octocat #1 :smile:\n\n" + LOUD).encode()
    yield "surrogate.txt", b"The council met \xed\xa0\x80 on Monday, \xff\xfe and \xc3 left.\n\n" + LOUD.encode()
    yield "noncharacters.txt", ("The council \ufffe met \uffff on \U0001fffe Monday \U000e0041.\n\n" + LOUD).encode()
    yield "marks.txt", ("The co" + "\u0301" * 3000 + "uncil met.\n\n" + LOUD).encode()
    yield "page.html", f"<!DOCTYPE html><html lang=en><title>x</title><body><h1>Talks &lt;script&gt;</h1><p>{LOUD.strip()}</p><p>About 175 thousand people &lt;img src=x onerror=alert(1)&gt; left.</p>{SCRIPT}</body></html>".encode()
    yield "utf16.txt", b"\xff\xfe" + "The council met \ud800 on Monday.\n\n".encode("utf-16-le", "surrogatepass") + LOUD.encode("utf-16-le")
    ninjs = {"uri": "urn:x:1", "type": "text", "language": "en", "headline": "Council \ud83d votes " + SCRIPT, "body_text": "It met \udc00 on Monday.\n\n" + LOUD}
    yield "surrogate.json", json.dumps(ninjs).encode()
    yield "empty.txt", b""
    yield "blank.txt", b" \n\t\n\x0c\n"


def names():
    """Names of files that hold what no name should."""
    yield "quo\"te's <b>&amp;.txt"
    yield "new\nline.txt"
    yield "esc\x1b[31m.txt"
    yield "pipe|`tick`,comma:colon%0A.txt"
    yield "-dash.txt"
    yield "имя 中文 \u202e.txt"


def line():
    """Ten megabytes without a line end."""
    yield "line.txt", (b"The council met on Monday and the talks went on for " * 200_000)[:10_000_000] + b"<b> " + LOUD.encode()


def write(folder, stories=stories, names=names):
    """Writes all of it and gives the paths."""
    os.makedirs(folder, exist_ok=True)
    paths = []
    for name, data in list(stories()) + [(name, LOUD.encode()) for name in names()]:
        path = os.path.join(folder, name)
        with open(path, "wb") as file:
            file.write(data)
        paths.append(path)
    return paths
