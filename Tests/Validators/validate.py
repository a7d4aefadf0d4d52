#!/usr/bin/env python3
"""Every machine format of the program, read by programs and schemas that are not ours.

    validate.py PROGRAM            checks the sample stories and the hostile ones
    WIRECHECK_SCHEMAS=DIR          folder with sarif/, reviewdog/, xliff-2.x/ and junit/ (default: ../shared/samples)

What a missing validator cannot check is said and skipped; a format that a validator refuses ends the run with 1.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import hostile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SCHEMAS = os.environ.get("WIRECHECK_SCHEMAS", os.path.join(ROOT, "..", "shared", "samples"))
FORMATS = ["json", "ndjson", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjsonl", "markdown", "html", "its-xliff", "text"]
problems, skipped = [], []


def fail(text):
    problems.append(text)
    print("FAILED ", text)


def skip(what, why):
    if (what, why) not in skipped:
        skipped.append((what, why))
        print("skipped", what + ":", why)


def schema(*names):
    path = os.path.join(SCHEMAS, *names)
    return path if os.path.exists(path) else None


def validator(path, resolve=None):
    """A function from a value to the first problem, or None where the library or the schema is missing."""
    try:
        import jsonschema
        import referencing
    except ImportError:
        skip("JSON schemas", "the Python package jsonschema is not installed")
        return None
    if path is None or not os.path.exists(path):
        skip("JSON schemas", "no schema at " + str(path or SCHEMAS))
        return None
    with open(path) as file:
        value = json.load(file)
    registry = referencing.Registry()
    folder = os.path.dirname(path)
    for name in os.listdir(folder):
        if name.endswith(".json"):
            with open(os.path.join(folder, name)) as file:
                other = referencing.Resource.from_contents(json.load(file), default_specification=referencing.jsonschema.DRAFT4)
            registry = registry.with_resource(name, other)
    kind = jsonschema.validators.validator_for(value, default=jsonschema.Draft4Validator)
    checker = kind(value, registry=registry)

    def first(instance):
        error = next(iter(checker.iter_errors(instance)), None)
        return error and f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"

    return first


def load(name, data, lines=False):
    try:
        text = data.decode("utf-8")
        return [json.loads(line) for line in text.splitlines()] if lines else json.loads(text)
    except ValueError as error:
        fail(f"{name}: no JSON: {error}")
        return [] if lines else None


def check_json(outputs):
    own = validator(os.path.join(ROOT, "Reports", "schema", "report-1.json"))
    report = load("json", outputs["json"])
    # Lines end at LF alone.
    documents = [json.loads(line) for line in outputs["ndjson"].decode().split("\n") if line]
    if own and report is not None:
        if error := own(report):
            fail("json: " + error)
        for document in documents:
            if error := own({**report, "documents": [document]}):
                fail("ndjson: " + error)
    if report and documents != report["documents"]:
        fail("ndjson: not the documents of json")
    return report


def check_sarif(outputs, report, folder):
    log = load("sarif", outputs["sarif"])
    first = validator(schema("sarif", "sarif-schema-2.1.0.json"))
    if first and (error := first(log)):
        fail("sarif: " + error)
    if schema("sarif", "sarif-schema-2.1.0.json") and (tool := shutil.which("check-jsonschema")):
        done = subprocess.run([tool, "--schemafile", schema("sarif", "sarif-schema-2.1.0.json"), os.path.join(folder, "out.sarif")], capture_output=True, text=True)
        if done.returncode:
            fail("sarif: check-jsonschema: " + done.stdout[-300:])
    results = [result for run in log["runs"] for result in run.get("results", [])]
    if len(results) != report["summary"]["findings"]:
        fail(f"sarif: {len(results)} results, {report['summary']['findings']} findings")
    if tool := shutil.which("sarif"):
        path = os.path.join(folder, "out.sarif")
        done = subprocess.run([tool, "summary", path], capture_output=True, text=True)
        if done.returncode:
            fail("sarif: sarif-tools: " + done.stderr[-300:])
    else:
        skip("sarif-tools", "not installed")


def check_rdjsonl(outputs, report):
    lines = [json.loads(line) for line in outputs["rdjsonl"].decode().split("\n") if line]
    first = validator(schema("reviewdog", "jsonschema", "Diagnostic.json"))
    for line in lines:
        if first and (error := first(line)):
            return fail("rdjsonl: " + error)
    if len(lines) < report["summary"]["findings"]:
        fail("rdjsonl: findings are missing")


def check_gitlab(outputs, report):
    issues = load("gitlab", outputs["gitlab"]) or []
    seen = set()
    for issue in issues:
        place = issue["location"]
        if not (issue["description"] and issue["check_name"] and place["path"] and place["lines"]["begin"] >= 1):
            return fail("gitlab: a field is empty")
        if issue["severity"] not in ("info", "minor", "major", "critical", "blocker"):
            return fail("gitlab: severity " + issue["severity"])
        if issue["fingerprint"] in seen:
            return fail("gitlab: one fingerprint for two issues")
        seen.add(issue["fingerprint"])
    if len(issues) < report["summary"]["findings"]:
        fail("gitlab: findings are missing")


def parse(name, data):
    try:
        return tree.fromstring(data)
    except tree.ParseError as error:
        fail(f"{name}: no XML: {error}")
        return None


BOTH = """<schema xmlns="http://www.w3.org/2001/XMLSchema">
<import namespace="urn:oasis:names:tc:xliff:document:2.0" schemaLocation="xliff_core_2.0.xsd"/>
<import namespace="http://www.w3.org/2005/11/its" schemaLocation="its.xsd"/>
</schema>
"""


def xsd(name, path, data):
    if path is None:
        return skip(name + " schema", "no schema in " + SCHEMAS)
    # The schema of XLIFF looks for that of xml: in a folder of its own.
    copy = tempfile.mkdtemp(prefix="wirecheck-schema-")
    shutil.copytree(os.path.dirname(path), copy, dirs_exist_ok=True, copy_function=shutil.copyfile)
    beside = os.path.join(copy, "xml.xsd")
    third = os.path.join(copy, "informativeCopiesOf3rdPartySchemas", "w3c")
    if os.path.exists(beside) and not os.path.exists(third):
        os.chmod(copy, 0o755)
        os.makedirs(third)
        shutil.copyfile(beside, os.path.join(third, "xml.xsd"))
    path = os.path.join(copy, os.path.basename(path))
    if os.path.exists(os.path.join(copy, "its.xsd")):
        # That of XLIFF lets attributes of others pass unseen: those of ITS are read with their own beside it.
        both = os.path.join(copy, "both.xsd")
        with open(both, "w") as file:
            file.write(BOTH)
        path = both
    if tool := shutil.which("xmllint"):
        done = subprocess.run([tool, "--nonet", "--noout", "--huge", "--schema", path, "-"], input=data, capture_output=True)
        if done.returncode:
            fail(f"{name}: xmllint: " + done.stderr.decode()[:300])
        return
    try:
        from lxml import etree
    except ImportError:
        return skip(name + " schema", "neither xmllint nor the Python package lxml is installed")
    parser = etree.XMLParser(no_network=True, huge_tree=True)
    checker = etree.XMLSchema(etree.parse(path, parser))
    if not checker.validate(etree.fromstring(data, parser)):
        fail(f"{name}: {checker.error_log[0].message[:300]}")


def check_xml(outputs, report, folder):
    findings = report["summary"]["findings"]
    if (root := parse("junit", outputs["junit"])) is not None:
        shown = sum(1 for document in report["documents"] for finding in document["findings"] if finding["severity"] != "neutral")
        if len(root.findall(".//failure")) != shown:
            fail("junit: failures and findings differ")
        xsd("junit", schema("junit", "junit-10.xsd"), outputs["junit"])
        try:
            import junitparser
            parsed = junitparser.JUnitXml.fromfile(os.path.join(folder, "out.junit"))
            if parsed.failures != shown and sum(suite.failures for suite in parsed) != shown:
                fail("junit: junitparser counts other failures")
        except ImportError:
            skip("junitparser", "not installed")
    if (root := parse("checkstyle", outputs["checkstyle"])) is not None:
        if len(root.findall("file/error")) < findings:
            fail("checkstyle: findings are missing")
    if (root := parse("its-xliff", outputs["its-xliff"])) is not None:
        xsd("its-xliff", schema("xliff-2.x", "schema", "xliff_core_2.0.xsd"), outputs["its-xliff"])
        space = "{urn:oasis:names:tc:xliff:document:2.0}"
        for unit in root.iter(space + "unit"):
            starts = {mark.get("id") for mark in unit.iter(space + "sm")}
            ends = {mark.get("startRef") for mark in unit.iter(space + "em")}
            if starts != ends:
                return fail("its-xliff: a mark begins or ends alone")


CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def check_plain(outputs):
    for name in ("text", "github", "markdown"):
        if found := CONTROL.search(outputs[name].decode()):
            fail(f"{name}: holds U+{ord(found.group()):04X}")
    for line in outputs["github"].decode().splitlines():
        if not re.match(r"::(error|warning|notice) ", line):
            return fail("github: a line that is no command of ours: " + line[:80])
    text = outputs["markdown"].decode()
    if len(text) > 65_536:
        fail("markdown: longer than a comment may be")
    if re.search(r"(?<!\\)!\[|(?<!\\)\]\(|<script|<img|@octocat", text):
        fail("markdown: copy is markup")


def run(program, name, paths):
    folder = tempfile.mkdtemp(prefix="wirecheck-validate-")
    words = [program, "check", "--no-config", "--fail-on", "never", "--color", "never", "-f", "json", "-o", os.path.join(folder, "out.json")]
    for format in FORMATS[1:]:
        words += ["--also", f"{format}={os.path.join(folder, 'out.' + format)}"]
    done = subprocess.run(words + ["--"] + paths, capture_output=True, text=True)
    if done.returncode not in (0, 3):
        return fail(f"{name}: the program ended with {done.returncode}: {done.stderr[-300:]}")
    outputs = {}
    for format in FORMATS:
        with open(os.path.join(folder, "out." + format), "rb") as file:
            outputs[format] = file.read()
    if (report := check_json(outputs)) is not None:
        check_sarif(outputs, report, folder)
        check_rdjsonl(outputs, report)
        check_gitlab(outputs, report)
        check_xml(outputs, report, folder)
        check_plain(outputs)
        print(f"{name}: {len(report['documents'])} documents, {report['summary']['findings']} findings in {len(FORMATS)} formats")
    shutil.rmtree(folder)


def main():
    program = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, ".build", "release", "wirecheck"))
    samples = os.path.join(ROOT, "Reports", "samples", "stories")
    run(program, "samples", sorted(os.path.join(samples, name) for name in os.listdir(samples)))
    with tempfile.TemporaryDirectory() as folder:
        run(program, "hostile stories", hostile.write(folder))
        run(program, "a line of 10 MB", hostile.write(os.path.join(folder, "long"), hostile.line, lambda: []))
        run(program, "no stories", [os.path.join(folder, "missing.txt")])
    sys.exit(1 if problems else 0)


main()
