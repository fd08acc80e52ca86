class Program extends Kernel {
  private int size;
  private int total;
  private int most;

  static void swap(int[] of, int i, int j) {
    int kept = of[i];
    of[i] = of[j];
    of[j] = kept;
  }

  /** How often the first p elements are turned round, p being the first of them, until that is 0. */
  static int flips(int[] permutation) {
    int count = 0;
    for (int first = permutation[0]; first > 0; first = permutation[0]) {
      for (int low = 0, high = first; low < high; low++, high--) swap(permutation, low, high);
      count++;
    }
    return count;
  }

  /** The next permutation of even or odd sign; false after the last. */
  static boolean next(int[] permutation, int[] turned, int sign) {
    if (sign == 1) {
      swap(permutation, 0, 1);
      return true;
    }
    swap(permutation, 1, 2);
    for (int i = 2; i < permutation.length; i++) {
      if (turned[i] < i) {
        turned[i]++;
        return true;
      }
      turned[i] = 0;
      if (i == permutation.length - 1) break;
      int first = permutation[0];
      System.arraycopy(permutation, 1, permutation, 0, i + 1);
      permutation[i + 1] = first;
    }
    return false;
  }

  @Override
  void prepare(int n) {
    size = n;
  }

  @Override
  void run() {
    int[] permutation = java.util.stream.IntStream.range(0, size).toArray();
    int[] turned = new int[size];
    int sign = 1;
    total = most = 0;
    do {
      int count = flips(permutation.clone());
      most = Math.max(most, count);
      total += sign * count;
      sign = -sign;
    } while (next(permutation, turned, -sign));
  }

  @Override
  String check() {
    return total + " " + most;
  }
}
