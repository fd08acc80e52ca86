"""Result files of any size, in the shape that their tools write: what tests/fixtures/import has of each is written again and again, its numbers varied.

make(kind, size, path) writes one of about that many bytes; the same each time."""
import itertools
import json
import random
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
FIXTURES = TOP / "tests" / "fixtures" / "import"
SPREAD = 0.1               # on either side of a number of the fixture
LIFETIME = 1_000_000_000   # numbers above are times of the clock and stay
MOST_MEMBERS = 10_000      # of an object, see data/model/json.h


def vary(value, dice):
    """The same shape with other numbers; codes and counts below 100 stay, for they are settings."""
    if isinstance(value, dict):
        return {name: vary(member, dice) for name, member in value.items()}
    if isinstance(value, list):
        return [vary(element, dice) for element in value]
    if isinstance(value, float):
        return value * dice.uniform(1 - SPREAD, 1 + SPREAD)
    if isinstance(value, int) and not isinstance(value, bool) and 100 < value < LIFETIME:
        return int(value * dice.uniform(1 - SPREAD, 1 + SPREAD))
    return value


def names():
    """One in four is known to the catalogue, as in what is published; the others are strangers."""
    known = [subject["id"] for subject in json.loads((TOP / "data" / "catalogue" / "subjects.json").read_text())["subjects"]]
    for n in itertools.count():
        yield known[n // 4 % len(known)] if n % 4 == 0 else f"stranger-{n}"


def read(name):
    """A fixture."""
    return json.loads((FIXTURES / name).read_text())


def elements(samples, name_member, dice):
    """Endless copies of @samples, each of somebody else."""
    for who, sample in zip(names(), itertools.cycle(samples)):
        element = vary(sample, dice)
        if name_member is not None:
            element[name_member] = who
        yield element


def write_array(file, begin, members, end, size, indent):
    """@members as the elements of an array or, as pairs, the members of an object, until @size bytes are written."""
    file.write(begin)
    written, first = 0, True
    while written < size:
        member = next(members)
        text = json.dumps(member, indent=indent) if not isinstance(member, tuple) else f"{json.dumps(member[0])}: {json.dumps(member[1], indent=indent)}"
        written += file.write(("" if first else ",\n") + text)
        first = False
    file.write(end)


def plain(name, name_member, before="[", after="]", path=(), indent=1):
    def make(file, size, dice):
        samples = read(name)
        for step in path:
            samples = samples[step]
        write_array(file, before, elements(samples, name_member, dice), after, size, indent)
    return make


def timeline(file, size, dice):
    samples = read("valid-timeline.json")["data"]
    days = (f"{2000 + day // 336}-{day // 28 % 12 + 1:02}-{day % 28 + 1:02}T{hour:02}:00:00.0000000+00:00"
            for day in itertools.count() for hour in range(0, 24, 2))
    write_array(file, '{"data": [', ([day, vary(sample[1], dice)] for day, sample in zip(days, itertools.cycle(samples))), "]}", size, None)


def prometheus(file, size, dice):
    """Series of 11,000 points, the most that a server answers."""
    def series():
        for n in itertools.count():
            yield {"metric": {"__name__": "process_resident_memory_bytes", "instance": f"127.0.0.1:{n}", "job": "express"},
                   "values": [[1795410604 + 15 * i, str(dice.randrange(10**7, 10**8))] for i in range(11_000)]}
    write_array(file, '{"status":"success","data":{"resultType":"matrix","result":[', series(), "]}}", size, None)


def benchmarker(file, size, dice):
    sample = read("valid-benchmarker.json")
    who = [name for _, name in zip(range(400), names())]
    frameworks = [{"id": n, "version": 1, "label": name, "language": "any"} for n, name in enumerate(who)]
    metrics = ({**vary(metric, dice), "level": 64 + n // len(who), "framework_id": n % len(who)}
               for n, metric in enumerate(itertools.cycle(sample["metrics"][:5])))
    write_array(file, '{"metrics": [', metrics, f'], "frameworks": {json.dumps(frameworks)}, "hardware": {json.dumps(sample.get("hardware"))}}}', size, 1)


def pyperf(file, size, dice):
    sample = read("valid-pyperf.json")
    benchmarks = ({**vary(benchmark, dice), "metadata": {"name": name, "unit": "second"}}
                  for name, benchmark in zip(names(), itertools.cycle(sample["benchmarks"])))
    write_array(file, '{"benchmarks": [', benchmarks, f'], "metadata": {json.dumps(sample["metadata"])}, "version": "1.0"}}', size, None)


def techempower(file, size, dice):
    """As many frameworks as make the size, but for the most members that an object may have; each in every test."""
    sample = read("valid-techempower.json")
    raw = {test: [entries for entries in of.values() if isinstance(entries, list)] for test, of in sample.pop("rawData").items()}
    raw = {test: shapes for test, shapes in raw.items() if shapes}
    each = sum(len(json.dumps(shapes, indent=2)) / len(shapes) for shapes in raw.values())
    who = [name if n < 600 else f"stranger-{n}" for n, name in zip(range(min(int(size / each), MOST_MEMBERS)), names())]
    file.write(json.dumps(sample, indent=2)[:-1] + ', "rawData": {')
    for n, (test, shapes) in enumerate(raw.items()):
        file.write(f'{", " if n else ""}"{test}": {{')
        for m, name in enumerate(who):
            file.write(f'{", " if m else ""}"{name}": {json.dumps(vary(shapes[m % len(shapes)], dice), indent=2)}')
        file.write("}")
    file.write("}}")


def hyperfine_samples(file, size, dice):
    """One command that ran very often."""
    times = (dice.uniform(0.01, 0.02) for _ in itertools.count())
    write_array(file, '{"results": [{"command": "express", "mean": 0.015, "times": [', times, "]}]}", size, None)


def k6_raw(file, size, dice):
    """A k6 line is a document of its own; the time of each is later than that of the one before."""
    lines = (FIXTURES / "valid-k6-raw.json").read_text().splitlines()
    head = [json.loads(line) for line in lines if line.startswith('{"type":"Metric"')]
    points = [json.loads(line) for line in lines if '"metric":"http_req' in line and '"type":"Point"' in line and '"time":"2026-' in line and line.endswith("}")]
    for line in head:
        size -= file.write(json.dumps(line, separators=(",", ":")) + "\n")
    for n, line in enumerate(itertools.cycle(points)):
        if size <= 0:
            return
        line["data"]["time"] = f"2026-11-23T{10 + n // 10_000_000:02}:{n // 200_000 % 60:02}:{n // 4000 % 60:02}.{n % 1000:03}Z"
        if line["metric"] == "http_req_duration":
            line["data"]["value"] = dice.uniform(0.5, 50)
        size -= file.write(json.dumps(line, separators=(",", ":")) + "\n")


KINDS = {
    "techempower": techempower,
    "httparena": plain("valid-httparena.json", "framework"),
    "hyperfine": plain("valid-hyperfine.json", "command", '{"results": [', "]}", ("results",), 2),
    "hyperfine-samples": hyperfine_samples,
    "the-benchmarker": benchmarker,
    "pyperf": pyperf,
    "jmh": plain("valid-jmh.json", "benchmark"),
    "tfbvis": plain("valid-tfbvis.json", "name"),
    "table": plain("valid-table.json", "name"),
    "timeline": timeline,
    "prometheus": prometheus,
    "k6-raw": k6_raw,
}


def make(kind, size, path):
    with open(path, "w") as file:
        KINDS[kind](file, size, random.Random(1))
