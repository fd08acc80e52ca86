class Program extends Kernel {
  private double[][] a;
  private double[][] b;
  private double[][] product;

  static double[][] matrix(int size, int seed) {
    double[][] rows = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) rows[i][j] = (i * 31 + j * 17 + seed) % 101;
    }
    return rows;
  }

  @Override
  void prepare(int size) {
    a = matrix(size, 1);
    b = matrix(size, 2);
  }

  @Override
  void run() {
    int size = a.length;
    product = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        double sum = 0;
        for (int k = 0; k < size; k++) sum += a[i][k] * b[k][j];
        product[i][j] = sum;
      }
    }
  }

  @Override
  String check() {
    double sum = 0;
    for (int i = 0; i < product.length; i++) sum += product[i][i] * (i + 1);
    return String.format("%.0f", sum);
  }
}
