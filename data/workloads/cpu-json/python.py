import json
from hashlib import sha256


def prepare(size):
    return [
        {
            "id": i,
            "name": f"user {i}",
            "tags": ["a", "b", "ü€"],
            "score": i * 0.5 + 0.25,
            "active": i % 3 == 0,
            "address": {"street": f"{i} Main St", "zip": None},
        }
        for i in range(size)
    ]


def encode(document):
    return json.dumps(document, separators=(",", ":"), ensure_ascii=False)


def run(document):
    return encode(json.loads(encode(document)))


def check(text):
    return sha256(text.encode()).hexdigest()
