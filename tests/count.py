"""Adds up the results of tests/run: every TAP case of every stage, and a failure for a stage that did not build.

    count.py FOLDER                     STAGE.xml and meson's log of the same run, STAGE.tests; what of it was run once more in STAGE.again and
                                        STAGE.tests-again; STAGE.broken
    count.py --failed TESTLOG SUITE     the names of the suite's tests that failed"""
import json
import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree


# What a test printed may have control characters in it, and XML may not.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

# A case that failed with the comments below it, or the end in the middle.
WHY = re.compile(r"^(?:not ok .*\n(?:#.*\n?)*|Bail out!.*)", re.MULTILINE)
MOST_SAID = 3000

WELL = ("OK", "SKIP", "EXPECTEDFAIL")


def suites(path):
    """The suites of one JUnit file of meson, a test each."""
    text = CONTROL.sub("?", path.read_text(encoding="utf-8", errors="replace"))
    return ElementTree.fromstring(text.encode()).iter("testsuite")


def log_lines(path):
    """The tests of meson's log, a JSON object a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8", errors="replace").splitlines()] if path.exists() else []


def logged(path):
    """Name, suites in front of it, result of each."""
    return [(*reversed(test["name"].split(" / ")[-2:]), test["result"]) for test in log_lines(path)]


def said(path):
    """What the tests that failed said of it: meson doesn't show the output of a test in TAP."""
    for test in log_lines(path):
        if test["result"] not in WELL:
            words = WHY.findall(CONTROL.sub("?", test.get("stdout", "")))
            yield from (one.rstrip()[:MOST_SAID] for one in words)


def count(path):
    """Passed, failed and skipped cases of one stage. What was run once more counts as it went then. A test that ended in the middle, or failed
    after its last case, has no failed case: it counts as one."""
    passed = failed = skipped = 0
    second = path.with_suffix(".again")
    again = {suite.get("name"): suite for suite in suites(second)} if second.exists() else {}
    results = {name: result for log in (".tests", ".tests-again") for name, _, result in logged(path.with_suffix(log))}
    told = set()
    for log in (".tests", ".tests-again"):
        for words in said(path.with_suffix(log)):
            print(f"{path.stem}: {words}")
    for first in suites(path):
        suite = again.get(first.get("name"), first)
        for case in suite.iter("testcase"):
            if case.find("failure") is not None or case.find("error") is not None:
                failed += 1
                told.update(name.split(" / ")[-1] for name in (suite.get("name"), case.get("name")))
                print(f"failed: {path.stem}: {suite.get('name')} {case.get('name')}")
            elif case.find("skipped") is not None:
                skipped += 1
            else:
                passed += 1
    for name, result in results.items():
        if result not in WELL and name not in told:
            failed += 1
            print(f"failed: {path.stem}: {name}: {result}")
    return passed, failed, skipped


def failed_tests(log, suite):
    """The names of a suite's tests that failed, from meson's log."""
    return [name for name, prefix, result in logged(pathlib.Path(log)) if prefix.endswith(f":{suite}") and result not in WELL]


def main(folder, *arguments):
    if folder == "--failed":
        print(*failed_tests(*arguments))
        return 0
    totals = [0, 0, 0]
    for path in sorted(pathlib.Path(folder).glob("*.xml")):
        totals = [sum(pair) for pair in zip(totals, count(path))]
    for path in sorted(pathlib.Path(folder).glob("*.broken")):
        print(f"failed: {path.stem}: no result")
        totals[1] += 1
    skipped = f", {totals[2]} skipped" if totals[2] else ""
    print(f"{totals[0]} passed, {totals[1]} failed{skipped}")
    return 1 if totals[1] or not totals[0] else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
