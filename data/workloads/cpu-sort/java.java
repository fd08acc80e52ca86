import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

class Program extends Kernel {
  record Row(long key, String name) {}

  private final List<Row> records = new ArrayList<>();
  private List<Row> byKey;
  private List<Row> byName;

  @Override
  void prepare(int size) {
    long x = 42;
    for (int i = 0; i < size; i++) {
      x = (x * 1103515245 + 12345) % 2147483648L;
      records.add(new Row(x, "n" + x % 5000));
    }
  }

  /** By key, and then once more by name and key. */
  @Override
  void run() {
    byKey = new ArrayList<>(records);
    byKey.sort(Comparator.comparingLong(Row::key));
    byName = new ArrayList<>(byKey);
    byName.sort(Comparator.comparing(Row::name).thenComparingLong(Row::key));
  }

  @Override
  String check() {
    return byKey.get(byKey.size() / 2).key() + " " + byName.get(byName.size() / 3).key();
  }
}
