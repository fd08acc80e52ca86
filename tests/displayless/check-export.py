"""What runs elsewhere: scripts for k6, run by Node.js with as much of k6 as they use against a server on loopback and held against k6's published types,
and documents for Kubernetes, held against their schemas. As TAP.

usage: check-export.py ASSAY SOURCE-ROOT
"""
import http.server
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading

ASSAY, ROOT = os.path.realpath(sys.argv[1]), pathlib.Path(sys.argv[2])
FIXTURES = ROOT / "tests" / "fixtures" / "export"
WORKLOADS = ROOT / "data" / "workloads"

try:
    import jsonschema
except ImportError:
    print("1..0 # SKIP the module jsonschema is not installed")
    sys.exit(0)
if shutil.which("node") is None:
    print("1..0 # SKIP Node.js is not installed")
    sys.exit(0)

temporary = tempfile.TemporaryDirectory()
FOLDER = pathlib.Path(temporary.name)
(FOLDER / "node_modules").mkdir()
shutil.copytree(FIXTURES / "k6", FOLDER / "node_modules" / "k6")
shutil.copy(FIXTURES / "drive.mjs", FOLDER)
(FOLDER / "package.json").write_text('{"type": "module"}')
ENVIRONMENT = {**os.environ, "XDG_DATA_HOME": str(FOLDER / "data")}
SCHEMA = jsonschema.Draft202012Validator(json.loads((FIXTURES / "kubernetes.schema.json").read_text()))
# Where tests/run has put pkg:npm/kubernetes-models, pkg:npm/@types/k6 and pkg:npm/typescript.
PUBLISHED = os.environ.get("ASSAY_PUBLISHED")


class Unavailable(Exception):
    """What a check needs isn't here."""


class Server(http.server.BaseHTTPRequestHandler):
    """Answers with what the test has put down."""

    protocol_version = "HTTP/1.1"
    answers = {}
    seen = []

    def do_GET(self):
        length = int(self.headers.get("Content-Length", 0))
        self.seen.append((self.command, self.path, self.rfile.read(length).decode(), dict(self.headers)))
        status, kind, body = self.answers.get(self.path, (404, "text/plain", b""))
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
threading.Thread(target=server.serve_forever, daemon=True).start()
ADDRESS = f"http://127.0.0.1:{server.server_port}"


def assay(*words, **environment):
    return subprocess.run([ASSAY, *words], env={**ENVIRONMENT, **environment}, cwd=FOLDER, capture_output=True, text=True, check=False)


def exported(*words, **environment):
    result = assay(*words, **environment)
    assert result.returncode == 0 and not result.stderr, (words, result.stderr)
    return result.stdout


def drive(script, iterations=5, dropped=0, name="scenario.js"):
    (FOLDER / name).write_text(script)
    words = ["node", "drive.mjs", name, str(iterations), *([str(dropped)] if dropped else [])]
    result = subprocess.run(words, cwd=FOLDER, capture_output=True, text=True, check=False, timeout=60, env={"PATH": os.environ["PATH"], "HOME": str(FOLDER)})
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def scenarios():
    return {path.parent.name: json.loads(path.read_text()) for path in WORKLOADS.glob("*/scenario.json")}


def check_every_scenario_is_exported_or_refused():
    """Each that is the same request again and again becomes a script that Node.js can read; of the others is said why not."""
    done = 0
    for name, scenario in scenarios().items():
        wanted = scenario["kind"] == "http" and scenario.get("load", "requests") == "requests" and "fill" not in scenario["request"]
        result = assay("export-k6", name, "--server", ADDRESS)
        assert (result.returncode == 0) == wanted and bool(result.stderr) != wanted, (name, result.stderr)
        if wanted:
            (FOLDER / "each.mjs").write_text(result.stdout)
            subprocess.run(["node", "--check", "each.mjs"], cwd=FOLDER, check=True, capture_output=True)
            done += 1
    assert done >= 5, done


def check_asks_what_the_scenario_asks():
    for name in ("http-json", "http-static"):
        scenario = scenarios()[name]
        expect = scenario["expect"]
        body = (WORKLOADS / "_data" / "static" / "64k.bin").read_bytes() if name == "http-static" else b'{ "message" : "Hello, World!" }'
        Server.answers = {scenario["request"]["path"]: (expect.get("status", 200), f"{expect['type']}; charset=utf-8", body)}
        Server.seen = []
        told = drive(exported("export-k6", name, "--server", f"{ADDRESS}/"))
        assert told["failure"] is None and [entry[:2] for entry in Server.seen] == [("GET", scenario["request"]["path"])] * 6, (told, Server.seen)
        assert list(told["files"]) == [f"{name}-k6.json", "stdout"], told["files"].keys()


def check_loads():
    """Without a rate the scenario's connections, each asking again; with one a plan that doesn't wait."""
    closed = drive(json_script("http-json"))["options"]["scenarios"]["load"]
    assert (closed["executor"], closed["vus"], closed["duration"]) == ("constant-vus", scenarios()["http-json"]["connections"], "30s"), closed
    opened = drive(json_script("http-json", "--rate", "500", "--connections", "200", "--seconds", "60"))["options"]["scenarios"]["load"]
    assert (opened["executor"], opened["rate"], opened["timeUnit"], opened["maxVUs"], opened["duration"]) == ("constant-arrival-rate", 500, "1s", 200, "60s"), opened


def json_script(name, *words):
    Server.answers = {"/json": (200, "application/json", b'{"message":"Hello, World!"}')}
    return exported("export-k6", name, "--server", ADDRESS, *words)


def check_wrong_answers_are_no_figures():
    script = json_script("http-json")
    for answer in ((500, "application/json", b'{"message":"Hello, World!"}'), (200, "text/plain", b'{"message":"Hello, World!"}'),
                   (200, "application/json", b'{"message":"Hello"}'), (200, "application/json", b"{")):
        Server.answers = {"/json": answer}
        told = drive(script)
        assert told["failure"] and told["files"] is None, (answer, told)
    Server.answers = {"/json": (200, "application/json", b'{"message":"Hello, World!"}')}
    late = drive(script, dropped=7)["files"]
    assert list(late) == ["stderr"] and "7 planned requests" in late["stderr"], late


def check_answers_that_turn_wrong():
    """Right at first, and not in the load: the second server answers something else."""
    script = json_script("http-json").replace("export function setup () {", "export function setup () {\n  if (__ENV.SERVER) return;")
    Server.answers = {"/json": (200, "application/json", b'{"message":"no"}')}
    (FOLDER / "late.js").write_text(script)
    result = subprocess.run(["node", "drive.mjs", "late.js", "3"], cwd=FOLDER, capture_output=True, text=True, check=True, timeout=60,
                            env={"PATH": os.environ["PATH"], "SERVER": ADDRESS})
    files = json.loads(result.stdout)["files"]
    assert list(files) == ["stderr"] and "3 answers" in files["stderr"], files


def check_the_summary_is_imported():
    """Latencies are those of the load and the rate is reckoned over it, whatever k6 says of the whole run."""
    told = drive(json_script("http-json", "--seconds", "10"), iterations=8)
    summary = FOLDER / "http-json-k6.json"
    summary.write_text(told["files"]["http-json-k6.json"])
    result = assay("import", str(summary), "--subject", "express", "--format", "json")
    assert result.returncode == 0, result.stderr
    values = {name: metric["values"] for name, metric in json.loads(summary.read_text())["metrics"].items()}
    assert values["http_reqs"] == {"count": 8, "rate": 0.8} and values["http_req_duration"]["count"] == 8, values
    done = json.loads(result.stdout)[0]
    assert done["tool"].startswith("k6") and done["figures"] >= 5 and done["subjects"] == ["Express"], done


MEAN = "</script>`${process.exit(3)}`'; throw 1; //\"\\ @PLAN@ \u2028\u2029*/"


def mean_workloads():
    """A scenario that says all that one can say of a request, in words that look like something else."""
    folder = FOLDER / "mean"
    if not folder.exists():
        shutil.copytree(WORKLOADS, folder, ignore=shutil.ignore_patterns("__pycache__"))
        scenario = scenarios()["http-json"]
        scenario["request"] = {"path": "/json", "method": "POST", "headers": {"X-Mean": "`${1}` \"'"}, "body": MEAN}
        scenario["expect"] = {"type": "text/plain", "body": MEAN}
        (folder / "http-json" / "scenario.json").write_text(json.dumps(scenario))
    return str(folder)


def check_texts_stay_texts():
    """What a scenario's file says is a value in the script, whatever it looks like."""
    script = exported("export-k6", "http-json", "--server", ADDRESS, ASSAY_WORKLOADS=mean_workloads())
    Server.answers = {"/json": (200, "text/plain", MEAN.encode())}
    Server.seen = []
    told = drive(script, iterations=1)
    assert told["failure"] is None and Server.seen[0][2] == MEAN and Server.seen[0][3]["X-Mean"] == "`${1}` \"'", (told, Server.seen)
    both = json.loads(exported("export-k6", "http-json", "--server", ADDRESS, "--kubernetes", ASSAY_WORKLOADS=mean_workloads()))
    SCHEMA.validate(both)
    assert drive(both["items"][0]["data"]["scenario.js"], iterations=1)["failure"] is None


def check_kubernetes_documents():
    both = json.loads(exported("export-k6", "http-json", "--server", "http://checkout:8080", "--kubernetes", "--generators", "4"))
    SCHEMA.validate(both)
    config, run = both["items"]
    assert run["spec"]["parallelism"] == 4 and run["spec"]["separate"] is True
    assert run["spec"]["script"]["configMap"]["name"] == config["metadata"]["name"] and run["spec"]["script"]["configMap"]["file"] in config["data"]
    job = json.loads(exported("export-job", "http-json", "http-db", "--image", "registry.example.org/assay:0.1.0", "--subjects", "express,fastapi", "--quick",
                              "--machines", "3", "--cpus", "4"))
    SCHEMA.validate(job)
    container = job["spec"]["template"]["spec"]["containers"][0]
    assert job["spec"]["completions"] == job["spec"]["parallelism"] == 3
    assert container["args"] == ["http-json", "http-db", "--subjects", "express,fastapi", "--quick"], container
    assert container["resources"]["requests"] == container["resources"]["limits"] == {"cpu": "4", "memory": "4Gi"}, container
    # A mistake is one for the schema, too.
    del job["spec"]["template"]["spec"]["restartPolicy"]
    assert list(SCHEMA.iter_errors(job))


def hold_against_published(document):
    return subprocess.run(["node", "published.cjs"], cwd=FOLDER, input=json.dumps(document), capture_output=True, text=True, check=False, timeout=60,
                          env={"PATH": os.environ["PATH"], "HOME": str(FOLDER), "NODE_PATH": PUBLISHED})


def check_published_schemas():
    """The whole of what Kubernetes publishes, and nothing that it doesn't name; the operator's own kind isn't among it."""
    if PUBLISHED is None:
        raise Unavailable("pkg:npm/kubernetes-models isn't there")
    shutil.copy(FIXTURES / "published.cjs", FOLDER)
    config, _ = json.loads(exported("export-k6", "http-json", "--server", "http://checkout:8080", "--kubernetes", "--generators", "4"))["items"]
    job = json.loads(exported("export-job", "http-json", "--image", "assay", "--subjects", "express", "--machines", "3", "--cpus", "4", "--memory", "2Gi"))
    for document in (config, job):
        result = hold_against_published(document)
        assert result.returncode == 0, (document["kind"], result.stderr)
    spec = job["spec"]
    for mistaken in ({**spec, "backoffLimmit": 1}, {**spec, "template": {"spec": {}}}, {**spec, "completions": "3"}):
        assert hold_against_published({**job, "spec": mistaken}).returncode == 1, mistaken


def typed(folder, scripts):
    """What TypeScript says of the scripts, by k6's published types, each as strictly as it can."""
    folder.mkdir()
    (folder / "node_modules").symlink_to(PUBLISHED)
    (folder / "package.json").write_text('{"type": "module"}')
    for name, script in scripts.items():
        (folder / f"{name}.js").write_text(script)
    strict = ["--noEmit", "--allowJs", "--checkJs", "--strict", "--target", "es2022", "--module", "nodenext", "--types", "k6"]
    result = subprocess.run(["node", "node_modules/typescript/bin/tsc", *strict, *(f"{name}.js" for name in scripts)], cwd=folder, capture_output=True,
                            text=True, check=False, timeout=120, env={"PATH": os.environ["PATH"], "HOME": str(FOLDER)})
    return result.stdout + result.stderr


def check_published_types():
    """k6 has in the published types what a script asks of it, and its options are among k6's; a mistake is one for the types."""
    if PUBLISHED is None:
        raise Unavailable("pkg:npm/@types/k6 isn't there")
    script = exported("export-k6", "http-json", "--server", ADDRESS)
    scripts = {
        "text": script,
        "bytes": exported("export-k6", "http-static", "--server", ADDRESS, "--seconds", "5"),
        "packed": exported("export-k6", "http-gzip", "--server", ADDRESS),
        "rate": exported("export-k6", "http-json", "--server", ADDRESS, "--rate", "500", "--connections", "20"),
        "all": exported("export-k6", "http-json", "--server", ADDRESS, ASSAY_WORKLOADS=mean_workloads()),
        "part": json.loads(exported("export-k6", "http-json", "--server", ADDRESS, "--kubernetes", "--generators", "2"))["items"][0]["data"]["scenario.js"],
    }
    said = typed(FOLDER / "typed", scripts)
    assert not said, said
    mistakes = {"executor": ("constant-vus", "constant-users"), "member": ("gracefulStop", "gracefulEnd"), "option": ("summaryTrendStats", "summaryTrends"),
                "call": ("http.request(", "http.ask("), "module": ("k6/crypto", "k6/cryptography"), "hash": ("crypto.sha256(", "crypto.sha265(")}
    for name, (right, wrong) in mistakes.items():
        assert right in script, right
    said = typed(FOLDER / "mistaken", {name: script.replace(right, wrong) for name, (right, wrong) in mistakes.items()})
    assert all(f"{name}.js(" in said for name in mistakes), said


def check_a_part_has_no_rate():
    """One of several generators sends a part: its rate isn't the server's."""
    both = json.loads(exported("export-k6", "http-json", "--server", ADDRESS, "--kubernetes", "--generators", "2"))
    Server.answers = {"/json": (200, "application/json", b'{"message":"Hello, World!"}')}
    files = drive(both["items"][0]["data"]["scenario.js"])["files"]
    assert list(files) == ["stdout"] and files["stdout"].count("\n") == 1, files
    assert json.loads(files["stdout"])["metrics"]["http_reqs"]["values"] == {"count": 5}, files


def check_the_pod_prints_documents_alone():
    """Its shell runs the words as they are, and what is said besides goes where Kubernetes looks for a pod's message."""
    job = json.loads(exported("export-job", "--image", "assay"))
    container = job["spec"]["template"]["spec"]["containers"][0]
    stand_in, message = FOLDER / "bin", FOLDER / "message"
    stand_in.mkdir()
    (stand_in / "assay").write_text('#!/bin/sh\necho progress >&2\nprintf "%s|" "$@"\n')
    (stand_in / "assay").chmod(0o755)
    command = [word.replace("/dev/termination-log", str(message)) for word in container["command"]]
    result = subprocess.run([*command, "a b", "$(touch x)", ";"], env={"PATH": f"{stand_in}:/usr/bin:/bin"}, cwd=FOLDER, capture_output=True, text=True, check=True)
    assert (result.stdout, result.stderr, message.read_text()) == ("measure|-o|-|a b|$(touch x)|;|", "", "progress\n"), result


def check_what_makes_no_sense_is_refused():
    for words in (["export-k6"], ["export-k6", "http-json"], ["export-k6", "http-json", "--server", ADDRESS, "--generators", "2"], ["export-job"],
                  ["export-job", "--image", "a", "--quick", "--standard"], ["export-k6", "http-json", "--server", ADDRESS, "--rate", "-1"]):
        assert assay(*words).returncode == 2, words
    for words in (["export-k6", "no-such", "--server", ADDRESS], ["export-k6", "http-json", "--server", "ftp://a"], ["export-k6", "http-json", "--server", "http://anna:secret@a"],
                  ["export-k6", "http-json", "--server", ADDRESS, "--seconds", "0"], ["export-k6", "http-json", "--server", ADDRESS, "--kubernetes", "--generators", "65"],
                  ["export-job", "no-such", "--image", "a"], ["export-job", "--image", "a b"], ["export-job", "--image", "a", "--cpus", "1"],
                  ["export-job", "--image", "a", "--memory", "lots"], ["export-job", "--image", "a", "--machines", "0"]):
        result = assay(*words)
        assert result.returncode == 1 and result.stderr and not result.stdout, (words, result)


CHECKS = [value for name, value in list(globals().items()) if name.startswith("check_")]

print(f"1..{len(CHECKS)}")
failed = False
for index, check in enumerate(CHECKS, 1):
    name = "/export/" + check.__name__.removeprefix("check_").replace("_", "-")
    try:
        check()
        print(f"ok {index} {name}")
    except Unavailable as reason:
        print(f"ok {index} {name} # SKIP {reason}")
    except (AssertionError, subprocess.SubprocessError, jsonschema.ValidationError, ValueError) as error:
        failed = True
        print(f"not ok {index} {name}")
        print("\n".join(f"# {line}" for line in (str(error) or repr(error)).splitlines()[:12]))
server.shutdown()
sys.exit(1 if failed else 0)
