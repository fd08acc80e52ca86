"""The command line in a language of its own, in which each translated text stands in brackets, as TAP: check-language.py SOURCES ASSAY"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT, ASSAY = pathlib.Path(sys.argv[1]), sys.argv[2]


HERE, COMMA = "en_US.UTF-8", "de_DE.UTF-8"      # not C.UTF-8, in which newer C libraries translate nothing


def run(locales, language, *words, locale=HERE, home=None):
    environment = {**os.environ, "LC_ALL": locale, "LANGUAGE": language, "ASSAY_LOCALES": str(locales), "LOCPATH": str(locales),
                   "XDG_DATA_HOME": str(home or locales / "home")}
    return subprocess.run([ASSAY, *words], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False, timeout=60)


def findings(locales):
    """Each chart says its finding in that language: its selectors find what is translated."""
    done, plain = run(locales, "xx", "list", "charts"), run(locales, "", "list", "charts")
    yield from done.stderr.splitlines()
    if len(done.stdout.splitlines()) != len(plain.stdout.splitlines()):
        yield "another number of charts"
    for line in done.stdout.splitlines():
        if "[" not in line:
            yield f"not translated: {line}"


def advice(locales):
    for line in run(locales, "xx", "advise").stdout.splitlines():
        if line.strip() and "[" not in line:
            yield f"not translated: {line}"


def programs(locales):
    """What programs read is the same in any language."""
    for words in (("list", "charts"), ("list", "metrics"), ("check",), ("list", "profiles")):
        if run(locales, "xx", *words, "--format", "json").stdout != run(locales, "", *words, "--format", "json").stdout:
            yield f"{' '.join(words)} --format json follows the language"


def decimal_comma(locales):
    """Where numbers have a comma, people read one, and programs don't."""
    if run(locales, "", "list", "charts", locale=COMMA).stdout == run(locales, "", "list", "charts").stdout:
        yield "the findings have no comma"
    for words in (("list", "charts"), ("list", "figures"), ("list", "metrics"), ("check",), ("advise",)):
        if run(locales, "", *words, "--format", "json", locale=COMMA).stdout != run(locales, "", *words, "--format", "json").stdout:
            yield f"{' '.join(words)} --format json follows the locale"
    for kind in ("csv", "json"):
        here, there = (locales / f"{name}.{kind}" for name in ("here", "there"))
        for path, locale in ((here, "C.UTF-8"), (there, COMMA)):
            yield from run(locales, "", "render", "cold-start", "-o", str(path), locale=locale).stderr.splitlines()
        if here.read_bytes() != there.read_bytes():
            yield f"render to {kind} follows the locale"


def page(locales):
    """The web page says in which language it is."""
    for language, tag, contents in (("xx", "xx", "[Contents]"), ("", "en", "Contents")):
        done = run(locales, language, "page", "-o", str(locales / "page.html"))
        text = (locales / "page.html").read_text() if done.returncode == 0 else done.stderr
        for wanted in (f'<html lang="{tag}">', f'<h2 id="contents">{contents}</h2>'):
            if wanted not in text:
                yield f"not on the page: {wanted}"


STORED = {"the generator used 97 % of its core": "[the generator used 97 % of its core]",
          "12 requests failed beside 3.4 k answers: no more is known": "[12 requests failed beside 3.4 k answers: [no more is known]]",
          "is above “Latency, 99th percentile”": "[is above “[Latency, 99th percentile]”]",
          "1 of 20 runs failed": "[1 of 20 runs failed]",
          "the generator used": "the generator used", "of 1 requests sent": "of 1 requests sent", "somebody said so": "somebody said so"}


def reasons(locales):
    """Why a figure doesn't count is said in the reader's language, whatever stands in the sentence; documents hold it in English."""
    home = locales / "reasons" / "assay" / "catalogue"
    home.mkdir(parents=True)
    metric = {"id": "own", "name": "Own", "unit": "ms", "better": "lower", "criterion": "performance"}
    figures = [{"metric": "own", "subject": subject, "value": 1, "date": "2026-01-01", "origin": "own", **gate}
               for subject, gate in (("express", {"gate": list(STORED)}), ("fastify", {}))]
    chart = {"id": "own", "kind": "bars", "page": "performance", "criterion": "performance", "metric": "own",
             "series": [{"subject": "express"}, {"subject": "fastify"}], "findings": [{"text": "Own"}]}
    origin = {"id": "own", "title": "Own", "date": "2026-01-01", "kind": "published", "standing": "own", "retrieved": "2026-01-01"}
    (home / "own.json").write_text(json.dumps({"origins": [origin], "metrics": [metric], "figures": figures, "charts": [chart]}))
    (locales / "own.assay-talk").write_text('{"assay-talk": 1, "title": "Own", "slides": [{"kind": "chart", "chart": "own"}]}')
    for language, expected in (("", STORED), ("xx", STORED.values())):
        done = run(locales, language, "page", "--talk", str(locales / "own.assay-talk"), "-o", str(locales / "own.html"), home=locales / "reasons")
        yield from done.stderr.splitlines()
        if done.returncode == 0 and "; ".join(expected) not in (locales / "own.html").read_text():
            yield re.findall("the generator.*", (locales / "own.html").read_text())[-1]


CHECKS = [findings, advice, programs, decimal_comma, page, reasons]
with tempfile.TemporaryDirectory() as made:
    folder = pathlib.Path(made)
    subprocess.run([sys.executable, ROOT / "po" / "template.py", ROOT, folder / "assay.pot"], check=True)
    subprocess.run([sys.executable, ROOT / "tests" / "displayless" / "pseudo.py", folder / "assay.pot", folder], check=True)
    for locale in (HERE, COMMA):
        subprocess.run(["localedef", "-i", locale.split(".", maxsplit=1)[0], "-f", "UTF-8", folder / locale], check=True)
    print(f"1..{len(CHECKS)}")
    failed = False
    for index, check in enumerate(CHECKS, 1):
        complaints = list(check(folder))
        failed = failed or bool(complaints)
        print(f"{'not ok' if complaints else 'ok'} {index} /language/{check.__name__}")
        for complaint in complaints:
            print(f"# {complaint}")
sys.exit(1 if failed else 0)
