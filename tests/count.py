"""Adds up the results of tests/run: every TAP case of every stage, and a failure for a stage that did not build."""
import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree


# What a test printed may have control characters in it, and XML may not.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def count(path):
    """Passed, failed and skipped cases of one JUnit file of meson."""
    passed = failed = skipped = 0
    text = CONTROL.sub("?", path.read_text(encoding="utf-8", errors="replace"))
    for suite in ElementTree.fromstring(text.encode()).iter("testsuite"):
        for case in suite.iter("testcase"):
            if case.find("failure") is not None or case.find("error") is not None:
                failed += 1
                print(f"failed: {path.stem}: {suite.get('name')} {case.get('name')}")
            elif case.find("skipped") is not None:
                skipped += 1
            else:
                passed += 1
    return passed, failed, skipped


def main(folder):
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
    sys.exit(main(sys.argv[1]))
