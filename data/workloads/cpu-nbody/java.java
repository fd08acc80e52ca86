import java.util.Arrays;

class Program extends Kernel {
  static final double SOLAR_MASS = 4 * Math.PI * Math.PI;
  static final double DAYS_PER_YEAR = 365.24;

  // Place, speed a day and mass in suns of the sun and the four giant planets.
  static final double[][] BODIES = {
    {0, 0, 0, 0, 0, 0, 1},
    {4.84143144246472090, -1.16032004402742839, -0.103622044471123109,
      0.00166007664274403694, 0.00769901118419740425, -0.0000690460016972063023, 0.000954791938424326609},
    {8.34336671824457987, 4.12479856412430479, -0.403523417114321381,
      -0.00276742510726411239, 0.00499852801234917238, 0.0000230417297573763929, 0.000285885980666130812},
    {12.8943695621391310, -15.1111514016986312, -0.223307578892655734,
      0.00296460137564761618, 0.00237847173959480950, -0.0000296589568540237556, 0.0000436624404335156298},
    {15.3796971148509165, -25.9193146099879641, 0.179258772950371181,
      0.00268067772490389322, 0.00162824170038242295, -0.0000951592254519715870, 0.0000515138902046611451},
  };

  static final class Body {
    double x, y, z, vx, vy, vz;
    final double mass;

    Body(double[] of) {
      x = of[0];
      y = of[1];
      z = of[2];
      vx = of[3] * DAYS_PER_YEAR;
      vy = of[4] * DAYS_PER_YEAR;
      vz = of[5] * DAYS_PER_YEAR;
      mass = of[6] * SOLAR_MASS;
    }
  }

  private int steps;
  private double total;

  /** The bodies, the sun moving so that the whole stays where it is. */
  static Body[] start() {
    Body[] bodies = Arrays.stream(BODIES).map(Body::new).toArray(Body[]::new);
    double px = 0, py = 0, pz = 0;
    for (Body body : bodies) {
      px += body.vx * body.mass;
      py += body.vy * body.mass;
      pz += body.vz * body.mass;
    }
    bodies[0].vx = -px / SOLAR_MASS;
    bodies[0].vy = -py / SOLAR_MASS;
    bodies[0].vz = -pz / SOLAR_MASS;
    return bodies;
  }

  static void advance(Body[] bodies, double dt) {
    for (int i = 0; i < bodies.length; i++) {
      Body a = bodies[i];
      for (int j = i + 1; j < bodies.length; j++) {
        Body b = bodies[j];
        double dx = a.x - b.x, dy = a.y - b.y, dz = a.z - b.z;
        double square = dx * dx + dy * dy + dz * dz;
        double pull = dt / (square * Math.sqrt(square));
        a.vx -= dx * b.mass * pull;
        a.vy -= dy * b.mass * pull;
        a.vz -= dz * b.mass * pull;
        b.vx += dx * a.mass * pull;
        b.vy += dy * a.mass * pull;
        b.vz += dz * a.mass * pull;
      }
    }
    for (Body body : bodies) {
      body.x += dt * body.vx;
      body.y += dt * body.vy;
      body.z += dt * body.vz;
    }
  }

  static double energy(Body[] bodies) {
    double sum = 0;
    for (int i = 0; i < bodies.length; i++) {
      Body a = bodies[i];
      sum += 0.5 * a.mass * (a.vx * a.vx + a.vy * a.vy + a.vz * a.vz);
      for (int j = i + 1; j < bodies.length; j++) {
        Body b = bodies[j];
        double dx = a.x - b.x, dy = a.y - b.y, dz = a.z - b.z;
        sum -= a.mass * b.mass / Math.sqrt(dx * dx + dy * dy + dz * dz);
      }
    }
    return sum;
  }

  @Override
  void prepare(int size) {
    steps = size;
  }

  @Override
  void run() {
    Body[] bodies = start();
    for (int i = 0; i < steps; i++) advance(bodies, 0.01);
    total = energy(bodies);
  }

  @Override
  String check() {
    return String.format("%.9f", total);
  }
}
