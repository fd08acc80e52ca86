"""What the set-up scripts do where they can't install, and whether the count of tests/run counts, as TAP."""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(sys.argv[1])
TOOLS = ["sh", "cat", "sed", "sort", "dirname", "mktemp", "rm", "grep", "id"]


def run_without_apt(script):
    """The script on a system that has the usual tools, but neither apt-get nor dpkg-query."""
    with tempfile.TemporaryDirectory() as folder:
        for tool in TOOLS:
            os.symlink(shutil.which(tool), f"{folder}/{tool}")
        return subprocess.run(["/bin/sh", str(ROOT / script)], env={"PATH": folder}, capture_output=True, text=True)


def listed(*lists):
    lines = [line.split("#")[0].split() for name in lists for line in (ROOT / name).read_text().splitlines()]
    return {words[0] for words in lines if words}


def check_app_run_names_packages():
    result = run_without_apt("app/run")
    assert result.returncode == 1, result
    named = set(result.stderr.split())
    assert listed("app/packages") <= named, listed("app/packages") - named


def check_tests_run_names_packages():
    result = run_without_apt("tests/run")
    assert result.returncode == 1, result
    named = set(result.stderr.split())
    assert listed("app/packages", "tests/packages") <= named, result.stderr


def check_missing_packages_are_found():
    command = f". {ROOT}/app/packages.sh; printf 'dpkg\\nno-such-package-at-all\\n' | missing"
    result = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True)
    assert result.stdout.split() == ["no-such-package-at-all"], result.stdout


def check_a_command_stands_in_for_its_package():
    command = f". {ROOT}/app/packages.sh; printf 'no-such-package sh\\nno-such-package-either no-such-command\\n' | missing"
    result = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True)
    assert result.stdout.split() == ["no-such-package-either"], result.stdout


SUITE = """<testsuites><testsuite name="one"><testcase name="a"/><testcase name="b"/></testsuite>
<testsuite name="assay.assay:display / two"><testcase name="c"><skipped/></testcase>{extra}</testsuite></testsuites>"""


def log_text(*tests):
    return "".join(json.dumps({"name": name, "result": result, "stdout": "".join(said)}) + "\n" for name, result, *said in tests)


def count(extra="", broken=False, again=None, log=(), log_again=()):
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, "gcc.xml").write_text(SUITE.format(extra=extra))
        if again is not None:
            pathlib.Path(folder, "gcc.again").write_text(f'<testsuites><testsuite name="assay.assay:display / two">{again}</testsuite></testsuites>')
        pathlib.Path(folder, "gcc.tests").write_text(log_text(*log))
        if log_again:
            pathlib.Path(folder, "gcc.tests-again").write_text(log_text(*log_again))
        if broken:
            pathlib.Path(folder, "clang.broken").touch()
        result = subprocess.run([sys.executable, str(ROOT / "tests/count.py"), folder], capture_output=True, text=True)
        return result.returncode, result.stdout.splitlines()


def check_count_of_passes():
    assert count() == (0, ["2 passed, 0 failed, 1 skipped"]), count()


def check_count_of_failures():
    status, lines = count('<testcase name="d"><failure/></testcase>')
    assert status == 1 and lines[-1] == "2 passed, 1 failed, 1 skipped" and "two d" in lines[0], lines


def check_count_of_what_xml_may_not_have():
    assert count('<testcase name="e"><system-out>\x1b[31mred\ufffe</system-out></testcase>') == (0, ["3 passed, 0 failed, 1 skipped"])


def check_count_of_a_stage_without_result():
    status, lines = count(broken=True)
    assert status == 1 and lines[-1] == "2 passed, 1 failed, 1 skipped" and "clang" in lines[0], lines


def check_count_of_what_was_run_once_more():
    failure = '<testcase name="d"><failure/></testcase>'
    assert count(failure, again='<testcase name="c"/><testcase name="d"/>') == (0, ["4 passed, 0 failed"])
    status, lines = count(failure, again=failure)
    assert status == 1 and lines[-1] == "2 passed, 1 failed", lines


def check_count_of_a_test_that_ended_in_the_middle():
    aborted = ("assay:display / two", "ERROR")
    status, lines = count(log=[("assay:displayless / one", "OK"), aborted])
    assert status == 1 and lines == ["failed: gcc: two: ERROR", "2 passed, 1 failed, 1 skipped"], lines
    assert count(log=[aborted], again='<testcase name="c"/>', log_again=[("assay:display / two", "OK")]) == (0, ["3 passed, 0 failed"])
    status, lines = count('<testcase name="d"><failure/></testcase>', log=[aborted])
    assert status == 1 and lines[-1] == "2 passed, 1 failed, 1 skipped", lines


def check_why_is_told():
    said = "TAP version 14\nok 1 /a\n# fine\nnot ok 2 /b\n# the \x1breason\n# in two lines\nok 3 /c\nBail out! /d: gone\n"
    status, lines = count(log=[("assay:displayless / one", "OK", said), ("assay:display / two", "ERROR", said)])
    assert status == 1 and lines[:-2] == ["gcc: not ok 2 /b", "# the ?reason", "# in two lines", "gcc: Bail out! /d: gone"], lines


def check_which_failed():
    with tempfile.NamedTemporaryFile("w", suffix=".json") as log:
        log.write(log_text(("assay:display / one", "ERROR"), ("assay:display / two", "OK"), ("assay:displayless / three", "FAIL")))
        log.flush()
        result = subprocess.run([sys.executable, str(ROOT / "tests/count.py"), "--failed", log.name, "display"], capture_output=True, text=True, check=True)
    assert result.stdout.split() == ["one"], result


CHECKS = [check_app_run_names_packages, check_tests_run_names_packages, check_missing_packages_are_found,
          check_a_command_stands_in_for_its_package,
          check_count_of_passes, check_count_of_failures, check_count_of_what_xml_may_not_have, check_count_of_a_stage_without_result,
          check_count_of_what_was_run_once_more, check_count_of_a_test_that_ended_in_the_middle, check_why_is_told,
          check_which_failed]

print(f"1..{len(CHECKS)}")
failed = False
for index, check in enumerate(CHECKS, 1):
    try:
        check()
        outcome = "ok"
    except (AssertionError, OSError, subprocess.CalledProcessError) as error:
        outcome = "not ok"
        failed = True
        print(f"# {error!r}")
    print(f"{outcome} {index} /scripts/{check.__name__[6:].replace('_', '-')}")
sys.exit(1 if failed else 0)
