"""The Standard run that the README shows: read into an empty history, it draws the README's chart and gives the verdicts that the README counts, as TAP."""
import gzip
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ASSAY, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])
RUN = ROOT / "docs/standard-run.json.gz"
README = (ROOT / "README.md").read_text(encoding="utf-8")
CHART = "measured-at-a-glance"

results = []


def check(name, complaint):
    results.append(not complaint)
    print(f"{'not ok' if complaint else 'ok'} {len(results)} /standard-run/{name}")
    if complaint:
        print("# " + str(complaint)[:2000].replace("\n", "\n# "))


def assay(folder, *words):
    result = subprocess.run([ASSAY, *words], env={**os.environ, "XDG_DATA_HOME": folder}, capture_output=True, text=True)
    return result.returncode, result.stdout, result.stderr


def listed(folder, *words):
    return {entry["id"]: entry for entry in json.loads(assay(folder, *words, "--format", "json")[1])}


def complain_about_chart(charts):
    finding = charts[CHART]["finding"]
    return None if finding and f"![{finding}]" in README else f"the README's picture has another caption than “{finding}”"


def complain_about_verdicts(statements, verdicts):
    measurable = [name for name, statement in statements.items() if statement["check"] == "measure"]
    still_open = [name for name in measurable if verdicts[name]["verdict"] == "open"]
    counted = f"all {len(measurable)} statements that a measurement can decide"
    if still_open:
        return f"still open: {still_open}"
    return None if counted in re.sub(r"\s+", " ", README) else f"the README doesn't say “{counted}”"


with tempfile.TemporaryDirectory() as folder:
    document = f"{folder}/run.json"
    pathlib.Path(document).write_bytes(gzip.decompress(RUN.read_bytes()))
    runs = json.loads(pathlib.Path(document).read_text(encoding="utf-8"))
    status, output, complaints = assay(folder, "history", "import", document)
    check("is-read", None if status == 0 and output.startswith(f"{len(runs)} runs added") and not complaints else output + complaints)
    status, output, complaints = assay(folder, "list", "charts")
    check("loads-without-complaint", complaints)
    check("its-chart", complain_about_chart(listed(folder, "list", "charts")))
    check("its-verdicts", complain_about_verdicts(listed(folder, "list", "statements"), listed(folder, "check")))
    first, again = assay(folder, "check", "--format", "json")[1], assay(folder, "check", "--format", "json")[1]
    check("the-same-to-the-bit", None if first == again else "two readings of one history give two sets of verdicts")
    by_technology = {(run["scenario"], point["technology"]) for run in runs for point in run.get("points", []) if not point["gate"]}
    lost = {(run["scenario"], cell["technology"]) for run in runs for cell in run["cells"]} - by_technology
    check("hardly-anything-is-gated", None if len(lost) <= 0.05 * len(by_technology) else f"nothing passed of {sorted(lost)}")

print(f"1..{len(results)}")
sys.exit(0 if all(results) else 1)
