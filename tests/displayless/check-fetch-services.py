"""Packages, advisories, registries, questions and repositories, asked of a server on loopback that answers as the services do, down to their limits; as TAP."""
import contextlib
import http.server
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import urllib.parse

ASSAY, FIXTURES = sys.argv[1], pathlib.Path(sys.argv[2])
SOURCES = ("packages", "advisories", "registries", "questions", "repository")

results = []


def check(name, good, what=""):
    results.append(bool(good))
    print(f"{'ok' if good else 'not ok'} {len(results)} /services/{name}", flush=True)
    if not good:
        print("# " + str(what)[:2000].replace("\n", "\n# "))


def fixture(name):
    return json.loads((FIXTURES / f"valid-{name}.json").read_text())


def size(name):
    """A made-up number that is the same each time."""
    return sum(name.encode()) * 37 % 1000 + 10


def package(purl):
    n = size(purl)
    period = {"downloads_period": "last-month"} if purl.startswith(("pkg:npm/", "pkg:pypi/")) else {"downloads_period": "total"}
    return [{**fixture("packages")[0], "purl": purl, "downloads": n * 100000 * scale, "dependent_repos_count": n * n, "dependent_packages_count": n * 7,
             "last_synced_at": day + "T08:00:00.000Z", **period}]


def advisories(purl):
    first = fixture("advisories")["vulns"][0]
    return {"vulns": [{**first, "id": f"GHSA-{i}"} for i in range(size(purl) % 40)]} if size(purl) % 40 else {}


def repository(name):
    return {**fixture("repository"), "full_name": name, "stargazers_count": size(name) * 90 * scale, "forks_count": size(name) * 9}


def questions(tags):
    return {"items": [{"name": tag, "count": size(tag) * 500, "has_synonyms": True} for tag in tags], "has_more": False, "quota_max": 300,
            "quota_remaining": 299, **({"backoff": 10} if scale > 1 else {})}


class Handler(http.server.BaseHTTPRequestHandler):
    def answer(self, value, status=200, headers=()):
        body = json.dumps(value).encode()
        self.send_response(status)
        for name, text in (("Content-Type", "application/json; charset=utf-8"), ("Content-Length", str(len(body))), *headers):
            self.send_header(name, text)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        asked.append(self.path)
        url = urllib.parse.urlsplit(self.path)
        if url.path == "/api/v1/packages/lookup":
            if limit == "packages":
                self.answer({"error": "slow down"}, 429, [("Retry-After", "3600")])
            else:
                self.answer(package(urllib.parse.parse_qs(url.query)["purl"][0]))
        elif url.path == "/api/v1/registries":
            self.answer(fixture("registries"))
        elif url.path.startswith("/repos/"):
            self.answer(repository(url.path[len("/repos/"):]))
        elif url.path.startswith("/2.3/tags/"):
            if limit == "questions":
                self.answer({"error_id": 502, "error_message": "too many requests from this IP, more requests available in 120 seconds"}, 400)
            else:
                self.answer(questions(urllib.parse.unquote(url.path.split("/")[3]).split(";")))
        else:
            self.answer({"message": "Not Found"}, 404)

    def do_POST(self):
        asked.append(self.path)
        self.answer(advisories(json.loads(self.rfile.read(int(self.headers["Content-Length"])))["package"]["purl"]))

    def log_message(self, *arguments):
        pass


def assay(*words, **more):
    result = subprocess.run([ASSAY, *words], env={**environment, **more}, capture_output=True, text=True, timeout=100)
    return result.returncode, result.stdout, result.stderr


def fetch(*words, today="2031-01-10"):
    del asked[:]
    status, output, complaint = assay("fetch", *words, *bases, "--format", "json", ASSAY_TODAY=today)
    return status, {feed["id"]: feed for feed in json.loads(output or "[]")}, complaint


def figures(metric, subject):
    output = assay("list", "figures", "--format", "json")[1]
    return [(figure["date"], figure["value"], figure["dimensions"], figure["origin"]) for figure in json.loads(output)
            if figure["metric"] == metric and figure["subject"] == subject and figure["origin"]["id"].startswith("feed-")]


with contextlib.ExitStack() as stack:
    folder = sys.argv[3] if len(sys.argv) > 3 else stack.enter_context(tempfile.TemporaryDirectory())
    asked, limit, scale, day = [], "", 1, "2031-01-08"
    environment = {**os.environ, "XDG_DATA_HOME": f"{folder}/data", "XDG_CACHE_HOME": f"{folder}/cache", "XDG_CONFIG_HOME": f"{folder}/config",
                   "SECRET_BACKEND": "file", "SECRET_FILE_TEST_PATH": f"{folder}/keyring", "SECRET_FILE_TEST_PASSWORD": "test"}
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        environment.pop(name, None)
    bases = []
    for source in SOURCES:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        stack.callback(server.server_close)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        stack.callback(server.shutdown)
        bases += ["--url", f"{source}=http://127.0.0.1:{server.server_port}"]

    subjects = {subject["id"]: subject for subject in json.loads(assay("list", "subjects", "--format", "json")[1])}
    packaged = [subject for subject in subjects.values() if subject["purl"]]
    charts = {chart["id"]: chart for chart in json.loads(assay("list", "charts", "--format", "json")[1])}
    check("nothing-is-drawn-before", not any(charts[chart]["marks"] for chart in charts if chart.startswith("fetched-")), charts)

    status, feeds, complaint = fetch(*SOURCES)
    check("all-are-filed", status == 0 and complaint == "" and all(feed["figures"] and not feed["failure"] for feed in feeds.values()),
          (complaint, [feed for feed in feeds.values() if feed["failure"] or not feed["figures"]]))
    check("one-of-each-subject", {f"{source}-{subject['id']}" for source in ("packages", "advisories") for subject in packaged} <= set(feeds)
          and len([path for path in asked if "lookup" in path]) == len(packaged) > 50, (len(packaged), sorted(feeds)))
    check("few-questions", len([path for path in asked if path.startswith("/repos/")]) < 40 and len([path for path in asked if "/tags/" in path]) == 1, asked)
    check("by-package-url", all(figures("package-dependent-repositories", subject["id"])[0][:2] == ("2031-01-08", size(subject["purl"]) ** 2)
                                for subject in (subjects["hapi"], subjects["gin"])), figures("package-dependent-repositories", "hapi"))
    check("with-the-period", figures("package-downloads", "express")[0][2] == {"period": "last-month"}, figures("package-downloads", "express"))
    check("advisories", figures("package-advisories", "django")[0][:2] == ("2031-01-10", size("pkg:pypi/django") % 40), figures("package-advisories", "django"))
    check("registries", [figure[1] for figure in figures("registry-package-count", "npm")] == [5100000], figures("registry-package-count", "npm"))
    check("questions", figures("tag-questions", "gin")[0][1] == size("go-gin") * 500 and figures("tag-questions", "node")[0][2] == {"tag": "node.js"},
          figures("tag-questions", "node"))
    found = figures("repository-stars", "express")
    check("repositories", found[0][1] == size("expressjs/express") * 90 and found[0][3]["note"] == "licence: MIT", found)
    check("days-and-versions", figures("repository-pushed", "express")[0][1] == "2026-11-20" and figures("package-latest-release", "express")[0][1] == "5.2.1",
          figures("repository-pushed", "express"))

    status, output, complaint = assay("list", "charts", "--format", "json")
    charts = {chart["id"]: chart for chart in json.loads(output) if chart["id"].startswith("fetched-")}
    check("all-is-drawn", complaint == "" and len(charts) >= 5 and all(chart["marks"] >= 10 and chart["finding"] for chart in charts.values()),
          (complaint, charts))
    drawn = [assay("render", chart, "-o", f"{folder}/{chart}.png") for chart in charts]
    check("and-rendered", all(status == 0 and complaint == "" for status, _, complaint in drawn), drawn)

    before = figures("package-downloads", "express") + figures("repository-stars", "express")
    scale, day = 2, "2031-02-08"
    status, feeds, complaint = fetch("packages", "repository-express", "questions", today="2031-02-10")
    after = figures("package-downloads", "express") + figures("repository-stars", "express")
    check("newer-beside-older", status == 0 and len(after) == 4 and {figure[:2] for figure in before} < {figure[:2] for figure in after}
          and {figure[0] for figure in after} == {"2031-01-08", "2031-02-08", "2031-01-10", "2031-02-10"}, after)
    drawn = {chart["id"]: chart["subtitle"] for chart in json.loads(assay("list", "charts", "--format", "json")[1])}
    check("the-newest-is-drawn", drawn["fetched-downloads"].endswith("8 Feb 2031"), drawn)
    check("a-wish-to-wait-is-noted", figures("tag-questions", "node")[0][3]["note"] == "the server wants not to be asked again for 10 s",
          figures("tag-questions", "node"))

    # After the first refusal its server is left alone, by those already on the way at most; the others go on, and what was there stays.
    limit = "packages"
    status, feeds, complaint = fetch("packages", "questions", "--again", today="2031-03-10")
    refused = [feed for feed in feeds.values() if feed["source"] == "packages"]
    lookups = [path for path in asked if "lookup" in path]
    check("left-alone-when-it-says-so", status == 1 and 1 <= len(lookups) <= 6, lookups)
    check("and-why", all("not to be asked" in feed["failure"] and feed["figures"] and feed["date"] for feed in refused), refused)
    check("the-others-go-on", not feeds["questions"]["failure"] and len(after) == len(figures("package-downloads", "express")
          + figures("repository-stars", "express")), feeds["questions"])
    limit = ""
    status, feeds, complaint = fetch("packages", "--again")
    check("at-the-next-start-too", asked == [] and all("its server asked not to be asked before " in feed["failure"] for feed in feeds.values()),
          (asked, list(feeds.values())[:2]))
    limit = "questions"
    status, feeds, complaint = fetch("questions", "--again")
    check("in-the-server's-words", status == 1 and "it says “too many requests from this IP, more requests available in 120 seconds”" in
          feeds["questions"]["failure"] and len(asked) == 1, (asked, feeds))

print(f"1..{len(results)}")
sys.exit(0 if all(results) else 1)
