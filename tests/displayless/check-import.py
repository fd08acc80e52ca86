"""Results of other tools on the command line, from the file to the chart, as TAP."""
import json
import os
import subprocess
import sys
import tempfile

ASSAY, FIXTURES, RUNS = sys.argv[1:4]
WRK = f"{FIXTURES}/valid-wrk.txt"
# Two programs, as hyperfine writes it.
TWO = {"results": [{"command": f"{name} work", "mean": mean, "stddev": 0.01, "median": mean, "min": mean, "max": mean, "times": [mean, mean]}
                   for name, mean in (("first", 1.5), ("second", 0.5))]}

results = []


def check(name, good, what=""):
    results.append(bool(good))
    print(f"{'ok' if good else 'not ok'} {len(results)} /import/{name}")
    if not good:
        print("# " + str(what)[:2000].replace("\n", "\n# "))


def assay(*words):
    result = subprocess.run([ASSAY, *words], env=environment, capture_output=True, text=True)
    return result.returncode, result.stdout, result.stderr


def listed(*words):
    return json.loads(assay(*words, "--format", "json")[1])


def imported():
    return [figure for figure in listed("list", "figures") if figure["metric"].startswith("import-")]


with tempfile.TemporaryDirectory() as folder:
    environment = {**os.environ, "XDG_DATA_HOME": folder, "XDG_CACHE_HOME": folder}

    status, output, complaint = assay("import", WRK)
    check("asks-for-the-subject", status == 1 and "name the subject with --subject" in complaint and not imported(), complaint)
    status, output, complaint = assay("import", WRK, "--subject", "nobody")
    check("refuses-a-stranger", status == 1 and "there is no subject “nobody”" in complaint, complaint)

    status, output, complaint = assay("import", WRK, "--subject", "express")
    figures = imported()
    check("is-taken-in", status == 0 and "wrk" in output and "Express" in output and not complaint, output + complaint)
    check("is-listed", figures and all(figure["subject"] == "express" and figure["unit"] for figure in figures), figures)
    check("has-an-origin", all("wrk" in figure["origin"]["title"] and "valid-wrk.txt" in figure["origin"]["title"] for figure in figures), figures)
    charts = {chart["id"]: chart for chart in listed("list", "charts")}
    check("is-drawn", charts["imported-throughput"]["marks"] == 1 and "Express" in charts["imported-throughput"]["finding"], charts["imported-throughput"])
    drawn = assay("render", "imported-throughput", "-o", f"{folder}/chart.png")
    check("is-rendered", drawn[0] == 0 and os.path.getsize(f"{folder}/chart.png") > 1000, drawn)
    assay("import", WRK, "--subject", "express")
    check("twice-is-once", len(imported()) == len(figures))

    with open(f"{folder}/two.json", "w", encoding="utf-8") as file:
        json.dump(TWO, file)
    status, output, complaint = assay("import", f"{folder}/two.json", "--subject", "first work=cpython", "--subject", "second work=node")
    times = {figure["subject"]: figure["value"] for figure in imported() if figure["metric"] == "import-run-time"}
    check("names-are-told-apart", status == 0 and times == {"cpython": 1.5, "node": 0.5}, output + complaint + str(times))

    status, output, complaint = assay("import", f"{FIXTURES}/invalid-html.json", f"{FIXTURES}/missing.json", WRK, "--subject", "express")
    check("the-others-go-on", status == 1 and "invalid-html.json" in complaint and "missing.json" in complaint and "Express" in output, output + complaint)
    status, output, complaint = assay("import", f"{RUNS}/complete.json")
    check("runs-go-into-the-history", status == 0 and "1 run into the history" in output and len(listed("list", "runs")) == 1, output + complaint)

    origin = figures[0]["origin"]["id"]
    status, output, complaint = assay("import", "--forget", origin)
    check("is-forgotten", status == 0 and all(figure["origin"]["id"] != origin for figure in imported()), output + complaint)
    status, output, complaint = assay("import", "--forget", "../../x")
    check("forgets-nothing-else", status == 1 and "no name of an import" in complaint, complaint)
    check("wants-a-file", assay("import")[0] == 2)

print(f"1..{len(results)}")
sys.exit(0 if all(results) else 1)
