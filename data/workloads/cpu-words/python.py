import re
from collections import Counter


def prepare(size):
    return " ".join("Word%d, and the %d" % (i * i % 4093, i % 101) for i in range(size))


def run(text):
    return Counter(re.findall(r"[a-z0-9]+", text.lower()))


def check(words):
    top = sorted(words.items(), key=lambda item: (-item[1], item[0]))[:5]
    return "%d %s" % (len(words), " ".join("%s=%d" % item for item in top))
