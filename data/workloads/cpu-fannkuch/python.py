def flips(permutation):
    """How often the first p elements are turned round, p being the first of them, until that is 0."""
    count = 0
    first = permutation[0]
    while first:
        permutation[: first + 1] = permutation[first::-1]
        count += 1
        first = permutation[0]
    return count


def run(size):
    permutation = list(range(size))
    turned = [0] * size
    most = total = 0
    sign = 1
    while True:
        count = flips(permutation[:])
        most = max(most, count)
        total += sign * count
        if sign == 1:
            permutation[0], permutation[1] = permutation[1], permutation[0]
        else:
            permutation[1], permutation[2] = permutation[2], permutation[1]
            for i in range(2, size):
                if turned[i] < i:
                    turned[i] += 1
                    break
                turned[i] = 0
                if i == size - 1:
                    return "%d %d" % (total, most)
                permutation[: i + 2] = permutation[1 : i + 2] + permutation[:1]
        sign = -sign
