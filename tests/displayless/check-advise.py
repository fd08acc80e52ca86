"""The verb advise: every bundled profile, the same from the same seed, and what is wrong told, as TAP."""
import json
import os
import shutil
import subprocess
import sys
import tempfile

ASSAY, PROFILES = sys.argv[1:3]
folder = tempfile.TemporaryDirectory()
environment = {**os.environ, "XDG_DATA_HOME": folder.name, "XDG_CONFIG_HOME": folder.name, "XDG_CACHE_HOME": folder.name, "LANG": "C.UTF-8"}
ids = sorted(name.removesuffix(".json") for name in os.listdir(PROFILES) if name != "schema.json")
KINDS = {"clear": (0.9, 1), "leans": (2 / 3, 0.9), "open": (0, 2 / 3), "none": (0, 1)}
results = []


def assay(*words):
    result = subprocess.run([ASSAY, *words], capture_output=True, text=True, env=environment, check=False)
    return result.returncode, result.stdout, result.stderr


def test(name, good, *what):
    results.append(good)
    print(f"{'ok' if good else 'not ok'} {len(results)} /advise/{name}")
    if not good:
        print(*(f"# {line}" for part in what for line in str(part).splitlines()[:12]), sep="\n")


def advise(profile, samples=2000, seed=1):
    return json.loads(assay("advise", "--profile", profile, "--samples", str(samples), "--seed", str(seed), "--format", "json")[1])


def complaints(advice):
    """What doesn't hold of a piece of advice, whatever it says."""
    first, *others = advice["alternatives"]
    bases = {driver["id"]: driver["basis"] for driver in advice["drivers"]}
    low, high = KINDS[advice["kind"]]
    reasons = advice["reasons"] + ([advice["counter"]] if advice["counter"] else [])
    if not low <= first["rank_acceptability"][0] <= high:
        yield f"{advice['kind']} at {first['rank_acceptability'][0]}"
    if any(other["rank_acceptability"][0] > first["rank_acceptability"][0] for other in others):
        yield "another is first more often"
    if abs(sum(alternative["rank_acceptability"][0] for alternative in advice["alternatives"]) - 1) > 1e-6:
        yield "first ranks don't sum to 1"
    if (advice["verdict"] == "No clear winner") != (advice["kind"] == "open"):
        yield f"{advice['verdict']}, though {advice['kind']}"
    if advice["kind"] == "open" and not advice["sentence"].startswith("No clear winner: "):
        yield advice["sentence"]
    if not 1 <= len(advice["reasons"]) <= 3 or any(reason["lead"] <= 0 for reason in advice["reasons"]):
        yield "not one to three reasons for it"
    if advice["counter"] and advice["counter"]["lead"] >= 0:
        yield "the reason against it speaks for it"
    leads = [weight * (a - b) for weight, a, b in
             zip([d["mean_weight"] for d in advice["drivers"]], first["values"], others[0]["values"])]
    if not advice["counter"] and min(leads) < -1e-3:
        yield "there is a reason against it"
    if not advice["joint"]:
        yield "nothing is said of both together"
    for reason in reasons:
        if bases[reason["driver"]] in ("figures", "statements") and not (reason["statements"] or reason["figures"]):
            yield f"no claim and no figure behind {reason['text']}"
    for flip in advice["flips"]:
        if flip["at"] is not None and flip["leader"] == first["id"]:
            yield f"{flip['text']}: the leader takes the lead"


listed = json.loads(assay("list", "profiles", "--format", "json")[1])
test("all-are-listed", sorted(profile["id"] for profile in listed) == ids and len(ids) >= 14, ids, listed)
statements = {statement["id"] for statement in json.loads(assay("list", "statements", "--format", "json")[1])}
figures = {figure["id"] for figure in json.loads(assay("list", "figures", "--format", "json")[1])}
for name in ids:
    advice = advise(name)
    wrong = list(complaints(advice))
    for reason in advice["reasons"]:
        wrong += [f"no statement {i}" for i in set(reason["statements"]) - statements]
        wrong += [f"no figure {i}" for i in set(reason["figures"]) - figures]
    test(f"profile/{name}", not wrong, *wrong)
    print(f"# {advice['sentence']}")

test("same-seed-same-draws", advise(ids[0], seed=5) == advise(ids[0], seed=5))
test("other-seed-other-draws", advise(ids[0], seed=5)["alternatives"] != advise(ids[0], seed=6)["alternatives"])

with open(f"{PROFILES}/{ids[0]}.json", encoding="utf-8") as file:
    profile = json.load(file)
for name, change, word in (("doubt", {"doubt": 7}, "doubt"), ("needs", {"needs": {"load": "enormous"}}, "load"), ("weights", {"preferences": 3}, "preferences")):
    path = f"{folder.name}/{name}.json"
    with open(path, "w", encoding="utf-8") as file:
        json.dump({**profile, **change}, file)
    answer = assay("advise", "--profile", path)
    test(f"wrong-field/{name}", answer[0] == 1 and word in answer[2] and f"{name}.json" in answer[2] and answer[1] == "", answer)

for name, words, status, said in (
        ("no-such-profile", ["--profile", "nobody"], 1, "there is no profile"), ("no-such-file", ["--profile", "no/such.json"], 1, "such.json"),
        ("no-samples", ["--samples", "0"], 2, "--samples"), ("too-many-samples", ["--samples", "2000000"], 2, "--samples"),
        ("negative-seed", ["--seed", "-1"], 2, "--seed"), ("format", ["--format", "yaml"], 2, "yaml"), ("too-much", ["article"], 2, "--profile")):
    answer = assay("advise", *words)
    test(f"wrong-use/{name}", answer[0] == status and said in answer[2] and answer[1] == "", answer)

path = f"{folder.name}/record.md"
answer = assay("advise", "--samples", "2000", "--seed", "9", "--format", "madr", "-o", path)
reopened = assay("advise", "--record", path)
test("record/reopened-the-same-day", answer[:2] == (0, "") and reopened[0] == 0 and "Nothing has changed since" in reopened[1], answer, *reopened)
with open(path, encoding="utf-8") as file:
    text = file.read()
with open(path, "w", encoding="utf-8") as file:
    file.write(text[:text.rindex("<!--")])
answer = assay("advise", "--record", path)
test("record/without-its-comment", answer[0] == 1 and "record.md" in answer[2] and answer[1] == "", answer)
for words in (["--profile", "article"], ["--format", "json"]):
    answer = assay("advise", "--record", path, *words)
    test(f"record/not-with{words[0]}", answer[0] == 2 and "record" in answer[2], answer)

path = f"{folder.name}/record.pdf"
answer = assay("advise", "--samples", "500", "-o", path)
with open(path, "rb") as file:
    test("pdf/written", answer[:2] == (0, "") and file.read(5) == b"%PDF-", answer)
for tool, words, said in (("qpdf", ["--check"], "No syntax or stream encoding errors found"), ("pdftotext", [], "")):
    if not shutil.which(tool):
        test(f"pdf/{tool} # SKIP {tool} is not installed", True)
        continue
    checked = subprocess.run([tool, *words, path, *(["-"] if tool == "pdftotext" else [])], capture_output=True, text=True, check=False)
    missing = [part for part in ("Decision Drivers", "Considered Options", "Charts", "draws") if part not in checked.stdout] if tool == "pdftotext" else []
    test(f"pdf/{tool}", checked.returncode == 0 and said in checked.stdout and not missing and "<!--" not in checked.stdout, checked, missing)
answer = assay("advise", "--format", "json", "-o", path)
test("pdf/not-as-json", answer[0] == 2 and ".pdf" in answer[2], answer)

path = f"{folder.name}/advice.txt"
answer = assay("advise", "-o", path)
with open(path, encoding="utf-8") as file:
    test("written-to-a-file", answer[:2] == (0, "") and file.read() == assay("advise")[1], answer)
answer = assay("advise", "-o", f"{folder.name}/none/advice.txt")
test("no-such-folder", answer[0] == 1 and answer[1] == "" and "advise" in answer[2], answer)

own = f"{folder.name}/assay/profiles"
os.makedirs(own)
with open(f"{own}/broken.json", "w", encoding="utf-8") as file:
    file.write('{"name": 3}')
answer = assay("advise", "--profile", "article", "--samples", "100")
test("broken-profile/others-go-on", answer[0] == 0 and answer[2] == "", answer)
answer = assay("advise", "--profile", "broken")
test("broken-profile/says-why", answer[0] == 1 and "broken.json: $.name" in answer[2] and "CRITICAL" not in answer[2], answer)
print(f"1..{len(results)}")
sys.exit(0 if all(results) else 1)
