import java.lang.management.ManagementFactory;

/**
 * SIZE SECONDS LEAST: the part that all Java kernels share. The class Program of a kernel's own file implements the rest:
 * prepare makes what run works on, check returns the text by which answers are compared; neither is timed.
 */
public abstract class Kernel {
  abstract void prepare(int size) throws Exception;

  abstract void run() throws Exception;

  abstract String check() throws Exception;

  public static void main(String[] arguments) throws Exception {
    int size = Integer.parseInt(arguments[0]);
    double seconds = Double.parseDouble(arguments[1]);
    int least = Integer.parseInt(arguments[2]);
    var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    Kernel kernel = new Program();
    kernel.prepare(size);
    System.out.printf("{\"event\":\"start\",\"runtime\":\"java\",\"version\":\"%s\"}%n", System.getProperty("java.version"));
    long end = System.nanoTime() + (long) (seconds * 1e9);
    for (int i = 0; i < least || System.nanoTime() < end; i++) {
      long cpu = system.getProcessCpuTime();
      long start = System.nanoTime();
      kernel.run();
      long ns = System.nanoTime() - start;
      long used = system.getProcessCpuTime() - cpu;
      System.out.println("{\"i\":" + i + ",\"ns\":" + ns + ",\"cpu\":" + used + "}");
    }
    System.out.println("{\"event\":\"done\",\"checksum\":\"" + kernel.check() + "\"}");
  }
}
