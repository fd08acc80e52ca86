def prepare(size):
    x, records = 42, []
    for _ in range(size):
        x = (x * 1103515245 + 12345) % 2147483648
        records.append({"key": x, "name": f"n{x % 5000}"})
    return records


def run(records):
    """By key, and then once more by name and key."""
    by_key = sorted(records, key=lambda record: record["key"])
    by_name = sorted(by_key, key=lambda record: (record["name"], record["key"]))
    return by_key, by_name


def check(result):
    by_key, by_name = result
    return f"{by_key[len(by_key) // 2]['key']} {by_name[len(by_name) // 3]['key']}"
