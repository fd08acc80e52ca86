"""Measures for real, as a user would: four web frameworks of both languages, in a data folder of its own; as TAP. Needs their packages: where
they can't be had it is skipped with the reason, unless ASSAY_REQUIRE_MEASURE=1; ASSAY_REQUIRE_MEASURE=0 skips it."""
import contextlib
import csv
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

ASSAY = sys.argv[1]
SCENARIO = "http-json"
SUBJECTS = ["node-http", "express", "flask", "fastapi"]
MEASURES = ["throughput", "cpu-per-request", "latency-p50", "latency-p99", "memory-peak"]
LEAST_STARTS = 5
SECONDS = 180
# The chart of the catalogue that shows what was measured here.
CHART = "measured-json-throughput"

results = []


def check(name, complaint=None):
    """One line of TAP; @complaint is what is wrong, if anything is."""
    results.append(not complaint)
    print(f"{'not ok' if complaint else 'ok'} {len(results)} /measure/{name}")
    if complaint:
        print("# " + str(complaint).replace("\n", "\n# "))


def skip(reason):
    if os.environ.get("ASSAY_REQUIRE_MEASURE") == "1":
        check("prepared", reason)
        finish()
    print(f"1..0 # SKIP {reason}")
    sys.exit(0)


def finish():
    print(f"1..{len(results)}")
    sys.exit(0 if all(results) else 1)


def assay(folder, *words):
    environment = {**os.environ, "XDG_DATA_HOME": folder, "XDG_CACHE_HOME": folder + "/cache"}
    environment.pop("DISPLAY", None)
    environment.pop("WAYLAND_DISPLAY", None)
    return subprocess.run([ASSAY, *words], env=environment, capture_output=True, text=True, timeout=3 * SECONDS)


def processes(folder):
    """Command lines of those whose environment names the folder: what we started, and what that started."""
    for path in pathlib.Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if folder.encode() in (path / "environ").read_bytes():
                yield (path / "cmdline").read_bytes().replace(b"\0", b" ").decode()


def starts_of(run, technology, measure):
    """The values of all starts, believed or not."""
    cells = {i for i, cell in enumerate(run["cells"]) if cell["technology"] == technology}
    return [start["values"][measure] for start in run["starts"] if start["cell"] in cells and not start["failure"]]


def complain_about_values(run):
    for technology in SUBJECTS:
        for measure in MEASURES:
            try:
                values = starts_of(run, technology, measure)
            except KeyError:
                return f"{technology}: a start without {measure}"
            if len(values) < LEAST_STARTS:
                return f"{technology}: {len(values)} starts"
            if not all(value > 0 for value in values):
                return f"{technology}: {measure}: {values}"
        if any(p50 > p99 for p50, p99 in zip(starts_of(run, technology, "latency-p50"), starts_of(run, technology, "latency-p99"))):
            return f"{technology}: a median above its 99th percentile"
    return None


def complain_about_starts(run):
    """Each has its place, says what was around it, and either gives values or why not."""
    if [start["order"] for start in run["starts"]] != list(range(len(run["starts"]))):
        return "a start is missing in the order"
    for start in run["starts"]:
        if not (start["values"] or start["failure"]):
            return f"start {start['order']} gives neither values nor a reason"
        if not all(isinstance(reason, str) and reason for reason in start["gate"]):
            return f"start {start['order']}: gate {start['gate']}"
        if "foreign" not in start["conditions"]:
            return f"start {start['order']}: conditions {start['conditions']}"
    return None


def complain_about_points(run):
    wanted = {f"{SCENARIO}-{measure}" for measure in MEASURES}
    for subject in {cell["subject"] for cell in run["cells"]}:
        points = {point["metric"]: point for point in run["points"] if point["subject"] == subject}
        if not wanted <= points.keys():
            return f"{subject}: no point for {sorted(wanted - points.keys())}"
        for point in points.values():
            if point["low"] is not None and not point["low"] <= point["value"] <= point["high"]:
                return f"{subject}: {point}"
    # On a machine that others keep busy hardly a start passes, and of those that don't there are no ratios.
    passed = {point["subject"] for point in run["points"] if not point["gate"]}
    return None if run["ratios"] or len(passed) < 2 else "no ratios"


def complain_about_cells(run):
    if sorted(cell["technology"] for cell in run["cells"]) != sorted(SUBJECTS):
        return [cell["technology"] for cell in run["cells"]]
    for cell in run["cells"]:
        if cell["excluded"] or len(cell["hash"]) != 64 or not cell["versions"] or "~assay" not in cell["command"]:
            return cell
    return None


def complain_about_chart(folder, run):
    """Its picture can be made, and its table has every subject with the run's own value."""
    for suffix in ("svg", "csv"):
        drawn = assay(folder, "render", CHART, "-o", f"{folder}/chart.{suffix}")
        if drawn.returncode != 0:
            return drawn.stderr
    with open(folder + "/chart.csv", encoding="utf-8", newline="") as file:
        shown = {row["category"]: float(row["value"]) for row in csv.DictReader(file)}
    for point in run["points"]:
        name = run["cells"][point["cell"]]["name"]
        if point["metric"] == SCENARIO + "-throughput" and not abs(shown.get(name, 0) - point["value"]) < 1e-6 * point["value"]:
            return f"{name}: {shown.get(name)} instead of {point['value']}"
    return None


def main(folder):
    if os.environ.get("ASSAY_REQUIRE_MEASURE") == "0":
        skip("ASSAY_REQUIRE_MEASURE=0")
    prepared = assay(folder, "prepare")
    if prepared.returncode != 0:
        skip("assay prepare: " + (prepared.stderr.strip() or prepared.stdout.strip())[-300:].replace("\n", " "))
    begun = time.monotonic()
    measured = assay(folder, "measure", SCENARIO, "--subjects", ",".join(SUBJECTS), "--quick", "--format", "json")
    seconds = time.monotonic() - begun
    if "left out: " in measured.stderr and "cells" not in measured.stdout:
        skip(measured.stderr.strip()[-300:].replace("\n", " "))
    check("status", None if measured.returncode == 0 else measured.stderr[-1000:])
    if measured.returncode != 0:
        finish()
    check("nothing-left", "\n".join(processes(folder)))
    check("time", None if seconds < SECONDS else f"{seconds:.0f} s")
    runs = json.loads(measured.stdout)
    check("one-run", None if len(runs) == 1 and runs[0]["complete"] else measured.stderr)
    run = runs[0]
    check("cells", complain_about_cells(run))
    check("starts", complain_about_starts(run))
    check("values", complain_about_values(run))
    check("points", complain_about_points(run))

    listed = assay(folder, "list", "runs", "--format", "json")
    stored = {entry["id"]: entry for entry in json.loads(listed.stdout)} if listed.returncode == 0 else {}
    check("read-back", None if stored.get(run["id"], {}).get("points") == run["points"] else listed.stderr or "another run")

    check("drawn", complain_about_chart(folder, run))
    print(f"# {seconds:.0f} s, {len(run['starts'])} starts; " + "; ".join(
        f"{technology} {sum(values) / len(values):.0f} req/s" for technology in SUBJECTS
        for values in [starts_of(run, technology, "throughput")]))
    finish()


with tempfile.TemporaryDirectory(prefix="assay-measure-") as temporary:
    main(temporary)
