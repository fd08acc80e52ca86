"""The manual page has every verb and every option of the program and no others, and the shells complete them, as TAP.

usage: check-manual.py ASSAY SOURCE-ROOT
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ASSAY, ROOT = os.path.realpath(sys.argv[1]), pathlib.Path(sys.argv[2])
PAGE = ROOT / "docs" / "assay.1"
BASH = ROOT / "app" / "completion" / "assay.bash"
ZSH = ROOT / "app" / "completion" / "_assay"

folder = tempfile.TemporaryDirectory()
os.symlink(ASSAY, f"{folder.name}/assay")
ENVIRONMENT = {"PATH": f"{folder.name}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8", "HOME": folder.name, "XDG_DATA_HOME": folder.name, "ASSAY_RUNTIME_JYTHON": "",
               "ASSAY_HELPERS": os.environ.get("ASSAY_HELPERS", ""), "ASSAY_WORKLOADS": os.environ.get("ASSAY_WORKLOADS", ""), "TERM": "dumb"}


def run(*words, **more):
    return subprocess.run(words, env=ENVIRONMENT, cwd=folder.name, capture_output=True, text=True, check=False, timeout=60, **more)


def verbs():
    return re.findall(r"^  assay ([a-z][a-z0-9-]*)", run(ASSAY, "--help").stdout, re.MULTILINE)


def options(verb):
    """Those of its own: --help is everybody's."""
    text = run(ASSAY, verb, "--help").stdout
    return set(re.findall(r"^ *(?:-[a-z], )?(--[a-z][a-z-]*)", text, re.MULTILINE)) - {"--help"}


def sections():
    """The page's verbs, each with the options that its section explains."""
    found = {}
    for part in PAGE.read_text().split("\n.SS assay ")[1:]:
        name = part.split()[0].replace("\\-", "-")
        body = part.split("\n.SH ")[0]
        tags = [line.replace("\\-", "-") for tag in re.findall(r"\n\.TP\n(.*)", body) for line in [tag]]
        found[name] = {option for tag in tags for option in re.findall(r"--[a-z][a-z-]*", tag)}
    return found


def check_every_verb():
    assert sorted(sections()) == sorted(verbs()), set(sections()) ^ set(verbs())


def check_every_option():
    page = sections()
    for verb in verbs():
        assert page.get(verb) == options(verb), (verb, page.get(verb, set()) ^ options(verb))


def check_page_is_well_formed():
    for tool in (["man", "--warnings", "--local-file", "--encoding=UTF-8", str(PAGE)], ["mandoc", "-T", "lint", "-W", "warning", str(PAGE)]):
        if shutil.which(tool[0]) is None:
            continue
        result = run(*tool)
        assert result.returncode == 0 and not result.stderr.strip(), (tool[0], result.stderr, result.stdout[:300] if tool[0] == "mandoc" else "")


def completed(*words):
    """What bash offers for the last of the words."""
    listed = " ".join(f"'{word}'" for word in words)
    script = f"source '{BASH}'; COMP_WORDS=({listed}); COMP_CWORD={len(words) - 1}; _assay; printf '%s\\n' \"${{COMPREPLY[@]}}\""
    result = run("bash", "--norc", "-c", script)
    assert not result.stderr, result.stderr
    return set(result.stdout.split("\n")) - {""}


def check_bash_completes_verbs_and_options():
    assert set(verbs()) <= completed("assay", ""), completed("assay", "")
    assert completed("assay", "ren") == {"render"}
    for verb in verbs():
        assert completed("assay", verb, "--") >= options(verb), verb


def check_bash_completes_ids():
    charts = completed("assay", "render", "")
    listed = {line.split()[0] for line in run(ASSAY, "list", "charts").stdout.splitlines()}
    assert charts == listed and len(charts) > 20, charts ^ listed
    assert completed("assay", "measure", "http-js") == {"http-json"}
    assert "api" in completed("assay", "advise", "--profile", "")
    assert completed("assay", "render", "x", "--theme", "pr") == {"print", "projector"}
    assert completed("assay", "history", "") >= {"compare", "import", "export"}
    (pathlib.Path(folder.name) / "a slide.assay-talk").write_text("{}")
    assert completed("assay", "deck", "--talk", "a") >= {"a slide.assay-talk"}


def check_zsh_completes():
    """In a terminal of its own, as somebody who presses Tab."""
    driver = f"""
zmodload zsh/zpty
zpty -b shell zsh -f -i
zpty -w shell "PS1='> '; unsetopt beep; LISTMAX=0; fpath=('{ZSH.parent}' $fpath); autoload -Uz compinit; compinit -u -D; zstyle ':completion:*' verbose no; bindkey '^X' list-choices; print READY"
until [[ $out == *READY*READY* ]]; do zpty -r shell out '*READY*READY*' || break; done
for line rest in "assay ren" "der " "assay render json-thr" "oughput " "assay measure --thor" "ough "; do
  zpty -w -n shell $line$'\\t'; zpty -r shell out "*$rest*"
  zpty -w -n shell $'\\C-a'"print -r -- 'GOT "$'\\C-e'"'"$'\\n'
  zpty -r shell out '*
GOT *
*' && print -r -- "$out"
done
zpty -d shell
"""
    result = run("zsh", "-f", "-c", driver)
    for expected in ("GOT assay render\n", "GOT assay render json-throughput\n", "GOT assay measure --thorough\n"):
        assert expected in result.stdout, (expected, result.stdout[-600:], result.stderr[-300:])


CHECKS = [check_every_verb, check_every_option, check_page_is_well_formed, check_bash_completes_verbs_and_options, check_bash_completes_ids, check_zsh_completes]

print(f"1..{len(CHECKS)}")
failed = False
for index, check in enumerate(CHECKS, 1):
    name = "/manual/" + check.__name__.removeprefix("check_").replace("_", "-")
    if check is check_zsh_completes and shutil.which("zsh") is None:
        print(f"ok {index} {name} # SKIP zsh is not installed")
        continue
    try:
        check()
        print(f"ok {index} {name}")
    except (AssertionError, subprocess.TimeoutExpired) as error:
        failed = True
        print(f"not ok {index} {name}")
        print("\n".join(f"# {line}" for line in str(error).splitlines()))
sys.exit(1 if failed else 0)
