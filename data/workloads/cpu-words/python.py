import re
from collections import Counter


def prepare(size):
    return " ".join(f"Word{i * i % 4093}, and the {i % 101}" for i in range(size))


def run(text):
    return Counter(re.findall(r"[a-z0-9]+", text.lower()))


def check(words):
    top = sorted(words.items(), key=lambda item: (-item[1], item[0]))[:5]
    counts = " ".join(f"{word}={count}" for word, count in top)
    return f"{len(words)} {counts}"
