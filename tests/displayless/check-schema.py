"""The documents of the catalogue and of the workloads against their JSON Schemas, as TAP; and documents with one mistake, which they must refuse."""
import copy
import json
import pathlib
import sys

FOLDER = pathlib.Path(sys.argv[1]) / "data" / "catalogue"
TALKS = pathlib.Path(sys.argv[1]) / "tests" / "fixtures" / "talk"
WORKLOADS = pathlib.Path(sys.argv[1]) / "data" / "workloads"

try:
    import jsonschema
except ImportError:
    print("1..0 # SKIP no jsonschema module for Python (Debian: python3-jsonschema)")
    sys.exit(0)

SCHEMA = json.loads((FOLDER / "schema.json").read_text())
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)

GOOD = {
    "criteria": [{"id": "performance", "name": "Performance", "description": "How fast"}],
    "origins": [{"id": "bench", "title": "Bench", "kind": "measured", "standing": "own", "machine": "a laptop"}],
    "subjects": [{"id": "one", "name": "One", "kind": "language", "hue": 0, "purl": "pkg:generic/one"}],
    "metrics": [{"id": "speed", "name": "Speed", "unit": "req/s", "better": "higher"}],
    "scenarios": [{"id": "run-it", "name": "Running it"}],
    "figures": [{"metric": "speed", "subject": "one", "origin": "bench", "value": 1, "date": "2026-Q1", "gate": ["slow"]}],
    "statements": [{"id": "fast", "text": "One is fast.", "topic": "Speed", "criterion": "performance", "subjects": ["one"], "origin": "bench",
                    "check": "measure", "method": "Run it.",
                    "rule": {"need": 2, "tests": [{"kind": "value", "metric": "speed", "of": ["one", {"within": "one"}], "expect": {"min": 1}}]}}],
    "charts": [{"id": "speeds", "kind": "bars", "page": "overview", "criterion": "performance", "metric": "speed", "category": "row", "as": "speed",
                "series": [{"subject": "one"}], "rows": [{"label": "Row", "pairs": [["one", "one"]]}], "guides": [{"value": 1}],
                "findings": [{"when": "{count:all} > 1", "text": "{name:best} is fast"}, {"text": "One."}], "y": {"scale": "log"}}],
    "tiles": [{"id": "speed", "title": "Speed", "from": "speeds", "row": "Row", "chart": "speeds"}],
    "pages": [{"id": "overview", "title": "Overview", "chart": "speeds", "findings": "One."}],
}

# section, member, wrong value (None: the member is left out)
MISTAKES = [
    ("criteria", "description", None),
    ("criteria", "implied", "yes"),
    ("criteria", "colour", "red"),
    ("origins", "title", None),
    ("origins", "title", ""),
    ("origins", "kind", "rumour"),
    ("origins", "standing", None),
    ("origins", "machine", None),
    ("origins", "date", "23 Nov 2026"),
    ("subjects", "id", "Not Kebab"),
    ("subjects", "hue", 8),
    ("subjects", "purl", "one"),
    ("subjects", "homepage", "www.example.org"),
    ("metrics", "unit", None),
    ("metrics", "better", "bigger"),
    ("scenarios", "name", None),
    ("scenarios", "title", "Running it"),
    ("figures", "origin", None),
    ("figures", "value", None),
    ("figures", "value", [1]),
    ("figures", "low", 1),
    ("figures", "date", "2026-13"),
    ("figures", "bound", "roughly"),
    ("figures", "gate", []),
    ("figures", "dimensions", {"workers": 4}),
    ("figures", "sample", [1]),
    ("statements", "id", None),
    ("statements", "check", "guess"),
    ("statements", "rule", {}),
    ("statements", "rule", {"settle": "Ask.", "need": 0}),
    ("statements", "rule", {"tests": [{"kind": "value", "metric": "speed"}]}),
    ("statements", "rule", {"tests": [{"kind": "guess", "metric": "speed", "of": "one"}]}),
    ("statements", "rule", {"tests": [{"kind": "value", "metric": "speed", "of": [], "expect": {"min": 1}}]}),
    ("statements", "rule", {"tests": [{"kind": "value", "metric": "speed", "of": "one", "expect": {}}]}),
    ("charts", "id", None),
    ("charts", "kind", "pie"),
    ("charts", "page", "about"),
    ("charts", "criterion", None),
    ("charts", "findings", None),
    ("charts", "findings", [{"when": "best > 1", "text": "One."}]),
    ("charts", "findings", [{"when": "{count:all} ~ 1", "text": "One."}]),
    ("charts", "findings", [{"if": "{count:all} > 1", "text": "One."}]),
    ("charts", "series", []),
    ("charts", "series", [{"of": "one"}]),
    ("charts", "series", [{"subject": "one", "values": [1, 2]}]),
    ("charts", "series", [{"subject": "one", "role": "rumour"}]),
    ("charts", "rows", [{"label": "Row", "pairs": [["one"]]}]),
    ("charts", "as", None),
    ("charts", "y", {"scale": "cubic"}),
    ("charts", "guides", [{"label": "Here"}]),
    ("charts", "dimensions", {"workers": 4}),
    ("charts", "colour", "red"),
    ("tiles", "id", 1),
    ("tiles", "row", None),
    ("pages", "id", None),
    ("pages", "id", "about"),
    ("pages", "chart", None),
]

# Of the workloads: which of the schema's $defs describes which files.
KINDS = {"runtime": "runtimes/*.json", "technology": "technologies/*.json", "scenario": "*/scenario.json", "prepare": "prepare.json"}

# kind, member, wrong value (None: the member is left out)
WORKLOAD_MISTAKES = [
    ("runtime", "id", "Not Kebab"),
    ("runtime", "find", []),
    ("runtime", "probe", None),
    ("runtime", "least", "latest"),
    ("runtime", "colour", "red"),
    ("technology", "runtime", None),
    ("technology", "commands", None),
    ("technology", "commands", {"serve": []}),
    ("technology", "packages", ["left-pad"]),
    ("technology", "stem", "../up"),
    ("scenario", "metrics", []),
    ("scenario", "metrics", [{"measure": "wall-time", "name": "Time", "unit": "s"}]),
    ("scenario", "kind", "dance"),
    ("scenario", "request", None),
    ("scenario", "request", {"path": "here"}),
    ("scenario", "expect", {"sha256": "abc"}),
    ("scenario", "values", ["1"]),
    ("scenario", "connections", 0),
    ("scenario", "without", {"one": ""}),
    ("prepare", "files", ["../secret"]),
    ("prepare", "makes", None),
]

GOOD_WORKLOADS = {
    "runtime": {"id": "one", "name": "One", "subject": "one", "find": ["one"], "probe": ["{runtime}"], "least": "3.9", "environment": {"A": "b"}},
    "technology": {"id": "web", "name": "Web", "subject": "one", "runtime": "one", "packages": ["pkg:pypi/web"], "import": ["{runtime}"],
                   "commands": {"serve": ["{runtime}", "{file}"]}},
    "scenario": {"id": "scene", "name": "Scene", "about": "It plays.", "kind": "http", "command": "serve", "request": {"path": "/"},
                 "expect": {"status": 200}, "metrics": [{"measure": "throughput", "name": "Rate", "unit": "req/s", "better": "higher"}]},
    "prepare": {"name": "box", "find": ["box"], "packages": "box", "files": ["box.lock"], "command": ["{manager}"], "makes": "boxes",
                "landmark": "box.json"},
}


def workload_complaints(kind, document):
    schema = json.loads((WORKLOADS / "schema.json").read_text())
    validator = jsonschema.Draft202012Validator({**schema, "$ref": f"#/$defs/{kind}"})
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(document)]


def workload_cases():
    for kind, pattern in KINDS.items():
        paths = sorted(WORKLOADS.glob(pattern))
        yield f"workloads/{kind}", [] if paths else ["there is none"]
        for path in paths:
            yield f"workloads/{path.relative_to(WORKLOADS)}", workload_complaints(kind, json.loads(path.read_text()))
        yield f"workloads/good/{kind}", workload_complaints(kind, GOOD_WORKLOADS[kind])
    for kind, member, value in WORKLOAD_MISTAKES:
        document = copy.deepcopy(GOOD_WORKLOADS[kind])
        document[member] = value
        if value is None:
            del document[member]
        refused = workload_complaints(kind, document)
        yield f"workloads/refuses/{kind}/{member}={json.dumps(value)}", [] if refused else ["was taken"]


def complaints(document):
    return [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(document)]


def with_mistake(section, member, value):
    document = copy.deepcopy(GOOD)
    if value is None:
        document[section][0].pop(member, None)
    else:
        document[section][0][member] = value
    return document


# Where the schema and the program agree; ids of needs, drivers, statements and sides are the program's to check.
PROFILE_MISTAKES = (
    ("empty-name", {"name": ""}), ("long-name", {"name": "n" * 201}), ("id", {"id": "A b"}), ("member", {"wieghts": {}}),
    ("level", {"team": {"levels": {"Python": "good"}}}), ("half-a-person", {"team": {"people": 2.5}}), ("points", {"weights": {"throughput": 101}}),
    ("must", {"weights": {"throughput": {"must": -1}}}), ("text-weight", {"weights": {"throughput": "much"}}), ("order", {"orders": [{"more": "throughput"}]}),
    ("range", {"judgements": [{"driver": "community", "alternative": "node", "range": [1]}]}), ("stance", {"stances": {"use-node-spa": "perhaps"}}),
    ("part", {"parts": {"cooking": 1}}), ("doubt", {"doubt": 2}), ("hop", {"operation": {"hop": [1]}}),
)


def talk_cases():
    """The documents that test-talk-document.c reads: the schema takes and refuses the same."""
    talks = jsonschema.Draft202012Validator(json.loads((FOLDER / "talks" / "schema.json").read_text()))
    for path in sorted(TALKS.iterdir()):
        try:
            wrong = [str(error.message) for error in talks.iter_errors(json.loads(path.read_text()))]
        except ValueError as error:
            wrong = [str(error)]
        if path.name.startswith("invalid-"):
            wrong = [] if wrong else ["was taken"]
        yield f"talk/{path.stem}", wrong


def cases():
    """Names with what is wrong: an empty list where all is well."""
    yield "schema", [str(error) for error in jsonschema.Draft202012Validator(
        jsonschema.Draft202012Validator.META_SCHEMA).iter_errors(SCHEMA)]
    for path in sorted(FOLDER.glob("*.json")):
        if path.name not in ("schema.json", "words.json"):
            yield f"document/{path.name}", complaints(json.loads(path.read_text()))
    profiles = jsonschema.Draft202012Validator(json.loads((FOLDER / "profiles" / "schema.json").read_text()))
    for path in sorted((FOLDER / "profiles").glob("*.json")):
        if path.name != "schema.json":
            yield f"profile/{path.name}", [str(error.message) for error in profiles.iter_errors(json.loads(path.read_text()))]
    for name, wrong in PROFILE_MISTAKES:
        yield f"profile/refuses/{name}", [] if list(profiles.iter_errors({"name": "P", **wrong})) else ["was taken"]
    yield from talk_cases()
    yield "good", complaints(GOOD)
    for section, member, value in MISTAKES:
        refused = complaints(with_mistake(section, member, value))
        yield f"refuses/{section}/{member}={json.dumps(value)}", [] if refused else ["was taken"]
    yield "refuses/section", [] if complaints({"numbers": []}) else ["was taken"]


results = [*cases(), *workload_cases()]
print(f"1..{len(results)}")
for index, (name, wrong) in enumerate(results, 1):
    print(f"{'not ok' if wrong else 'ok'} {index} /schema/{name}")
    for line in wrong[:20]:
        print(f"# {line}")
sys.exit(1 if any(wrong for _, wrong in results) else 0)
