"""The README's example of a third technology, loaded by the built program, as TAP."""
import json
import os
import re
import subprocess
import sys
import tempfile

ASSAY, README = sys.argv[1:3]

with open(README, encoding="utf-8") as file:
    example = re.search(r"```json\n(.*?)```", file.read(), re.DOTALL).group(1)


def assay(folder, *words):
    result = subprocess.run([ASSAY, *words], env={**os.environ, "XDG_DATA_HOME": folder}, capture_output=True, text=True)
    return result.returncode, result.stdout, result.stderr


with tempfile.TemporaryDirectory() as folder:
    os.makedirs(f"{folder}/assay/catalogue")
    with open(f"{folder}/assay/catalogue/ours.json", "w", encoding="utf-8") as file:
        file.write(example)
    status, output, complaints = assay(folder, "list", "charts", "--format", "json")
    charts = {chart["id"]: chart for chart in json.loads(output)}
    chart = next(iter(json.loads(example)["charts"]))["id"]
    drawn = assay(folder, "render", chart, "-o", f"{folder}/chart.png")
    checks = [
        ("loads-without-complaint", status == 0 and complaints == "", complaints),
        ("its-chart-has-a-finding", charts.get(chart, {}).get("finding", ""), charts.get(chart)),
        ("its-chart-is-drawn", drawn[0] == 0 and os.path.getsize(f"{folder}/chart.png") > 1000, drawn),
    ]

print(f"1..{len(checks)}")
for index, (name, good, what) in enumerate(checks, 1):
    print(f"{'ok' if good else 'not ok'} {index} /readme/{name}")
    print(f"# {what}")
sys.exit(0 if all(good for _, good, _ in checks) else 1)
