"""Holds what the verbs print with --format json against app/interface.schema.json, as TAP."""
import json
import os
import subprocess
import sys
import tempfile

ASSAY, SCHEMA, RUNS, RESULTS = sys.argv[1:5]
VERBS = {
    "list-subjects": ["list", "subjects"],
    "list-criteria": ["list", "criteria"],
    "list-statements": ["list", "statements"],
    "list-figures": ["list", "figures"],
    "list-charts": ["list", "charts"],
    "list-sources": ["list", "sources"],
    "list-scenarios": ["list", "scenarios"],
    "list-technologies": ["list", "technologies"],
    "list-feeds": ["list", "feeds"],
    "list-runs": ["list", "runs"],
    "history-compare": ["history", "compare", "2026-11-20-http-json-aaaa", "2026-11-22-http-json-bbbb"],
    "import": ["import", f"{RESULTS}/valid-httparena.json", f"{RESULTS}/valid-hyperfine.json", f"{RUNS}/complete.json", "--subject", "express"],
    "token": ["token"],
    "check": ["check"],
    "advise": ["advise", "--samples", "500"],
    "list-profiles": ["list", "profiles"],
    "service-list": ["service", "list"],
    "shared-list": ["shared", "list"],
    "machine-list": ["machine", "list"],
    "machine-here": ["machine", "here"],
}

try:
    import jsonschema
except ImportError:
    print("1..0 # SKIP the module jsonschema is not installed")
    sys.exit(0)

with open(SCHEMA, encoding="utf-8") as file:
    document = json.load(file)

# Nothing of the user's is read or written; one runtime that takes seconds to start is left out.
folder = tempfile.TemporaryDirectory()
environment = {**os.environ, "XDG_DATA_HOME": folder.name, "XDG_CACHE_HOME": folder.name, "ASSAY_RUNTIME_JYTHON": "",
               "SECRET_BACKEND": "file", "SECRET_FILE_TEST_PATH": f"{folder.name}/keyring", "SECRET_FILE_TEST_PASSWORD": "test"}

for name in ("complete", "stopped"):
    subprocess.run([ASSAY, "history", "import", f"{RUNS}/{name}.json"], capture_output=True, check=True, env=environment)

subprocess.run([ASSAY, "service", "add", "shop", "--server", "http://127.0.0.1:1", "--query", "up", "--metric", "throughput", "--subject", "Shop"],
               capture_output=True, check=True, env=environment)

subprocess.run([ASSAY, "machine", "add", "Box", "anna@box.example", "--port", "2222"], capture_output=True, check=True, env=environment)

subprocess.run([ASSAY, "shared", "add", "Team", folder.name], capture_output=True, check=True, env=environment)

# A feed that nobody answers is an entry, too.
VERBS["fetch"] = ["fetch", "httparena-json-4096", "--url", "httparena=http://127.0.0.1:1"]
STATUS = {"fetch": 1}

failed = False
print(f"1..{len(VERBS) + 2}")
for index, (name, words) in enumerate(VERBS.items(), 1):
    schema = {**document, "$ref": f"#/$defs/{name}"}
    result = subprocess.run([ASSAY, *words, "--format", "json"], capture_output=True, check=False, env=environment)
    assert result.returncode == STATUS.get(name, 0), result
    output = result.stdout
    errors = list(jsonschema.Draft202012Validator(schema).iter_errors(json.loads(output)))
    failed = failed or bool(errors)
    print(f"{'not ok' if errors else 'ok'} {index} /interface/{name}")
    for error in errors[:5]:
        print(f"# {error.json_path}: {error.message}")



def wrong_charts():
    """One chart a kind: what of its file isn't as the schema says, or leads to no origin."""
    every = json.loads(subprocess.check_output([ASSAY, "list", "charts", "--format", "json"], env=environment))
    charts = {chart["kind"]: chart["id"] for chart in every if chart["finding"]}.values()
    assert len(charts) > 5, charts
    validator = jsonschema.Draft202012Validator({**document, "$ref": "#/$defs/figure"})
    known = set(document["$defs"]["figure-mark"]["properties"])
    for chart in charts:
        path = f"{folder.name}/chart.json"
        subprocess.run([ASSAY, "render", chart, "-o", path], check=True, env=environment)
        with open(path, encoding="utf-8") as written:
            figure = json.load(written)
        yield from (f"{chart}: {error.json_path}: {error.message}" for error in validator.iter_errors(figure))
        marks = [(mark.get("origin", series.get("origin", -1)), mark) for series in figure["series"] for mark in series["marks"]]
        if not marks:
            yield f"{chart}: no marks"
        yield from (f"{chart}: {mark} has no origin" for origin, mark in marks if not 0 <= origin < len(figure["origins"]))
        yield from (f"{chart}: {mark} has more than the schema says" for _, mark in marks if set(mark) - known)
        yield from (f"{chart}: {mark} says nothing" for _, mark in marks if not {"value", "low", "text"} & set(mark))


wrong = list(wrong_charts())
failed = failed or bool(wrong)
print(f"{'not ok' if wrong else 'ok'} {len(VERBS) + 1} /interface/figure")
for line in wrong[:5]:
    print(f"# {line}")

# The schema itself must be able to refuse.
wrong = [{"id": "x", "origin": {"id": "x", "kind": "published", "standing": "independent"}}]
refused = not jsonschema.Draft202012Validator({**document, "$ref": "#/$defs/list-sources"}).is_valid(wrong)
failed = failed or not refused
print(f"{'ok' if refused else 'not ok'} {len(VERBS) + 2} /interface/refuses-an-origin-without-title")
sys.exit(1 if failed else 0)
