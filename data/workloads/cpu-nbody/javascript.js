"use strict";
const SOLAR_MASS = 4 * Math.PI * Math.PI;
const DAYS_PER_YEAR = 365.24;

// Place, speed a day and mass in suns of the sun and the four giant planets.
const BODIES = [
  [0, 0, 0, 0, 0, 0, 1],
  [
    4.8414314424647209, -1.16032004402742839, -0.103622044471123109, 0.00166007664274403694,
    0.00769901118419740425, -0.0000690460016972063023, 0.000954791938424326609,
  ],
  [
    8.34336671824457987, 4.12479856412430479, -0.403523417114321381, -0.00276742510726411239,
    0.00499852801234917238, 0.0000230417297573763929, 0.000285885980666130812,
  ],
  [
    12.894369562139131, -15.1111514016986312, -0.223307578892655734, 0.00296460137564761618,
    0.0023784717395948095, -0.0000296589568540237556, 0.0000436624404335156298,
  ],
  [
    15.3796971148509165, -25.9193146099879641, 0.179258772950371181, 0.00268067772490389322,
    0.00162824170038242295, -0.000095159225451971587, 0.0000515138902046611451,
  ],
];

class Body {
  constructor(x, y, z, vx, vy, vz, mass) {
    this.x = x;
    this.y = y;
    this.z = z;
    this.vx = vx * DAYS_PER_YEAR;
    this.vy = vy * DAYS_PER_YEAR;
    this.vz = vz * DAYS_PER_YEAR;
    this.mass = mass * SOLAR_MASS;
  }
}

// The bodies, the sun moving so that the whole stays where it is.
function start() {
  const bodies = BODIES.map((body) => new Body(...body));
  const sun = bodies[0];
  sun.vx = -bodies.reduce((sum, body) => sum + body.vx * body.mass, 0) / SOLAR_MASS;
  sun.vy = -bodies.reduce((sum, body) => sum + body.vy * body.mass, 0) / SOLAR_MASS;
  sun.vz = -bodies.reduce((sum, body) => sum + body.vz * body.mass, 0) / SOLAR_MASS;
  return bodies;
}

function advance(bodies, dt) {
  for (let i = 0; i < bodies.length; i++) {
    const a = bodies[i];
    for (let j = i + 1; j < bodies.length; j++) {
      const b = bodies[j];
      const dx = a.x - b.x;
      const dy = a.y - b.y;
      const dz = a.z - b.z;
      const square = dx * dx + dy * dy + dz * dz;
      const pull = dt / (square * Math.sqrt(square));
      a.vx -= dx * b.mass * pull;
      a.vy -= dy * b.mass * pull;
      a.vz -= dz * b.mass * pull;
      b.vx += dx * a.mass * pull;
      b.vy += dy * a.mass * pull;
      b.vz += dz * a.mass * pull;
    }
  }
  for (const body of bodies) {
    body.x += dt * body.vx;
    body.y += dt * body.vy;
    body.z += dt * body.vz;
  }
}

function energy(bodies) {
  let total = 0;
  for (let i = 0; i < bodies.length; i++) {
    const a = bodies[i];
    total += 0.5 * a.mass * (a.vx * a.vx + a.vy * a.vy + a.vz * a.vz);
    for (let j = i + 1; j < bodies.length; j++) {
      const b = bodies[j];
      const dx = a.x - b.x;
      const dy = a.y - b.y;
      const dz = a.z - b.z;
      total -= (a.mass * b.mass) / Math.sqrt(dx * dx + dy * dy + dz * dz);
    }
  }
  return total;
}

exports.run = (steps) => {
  const bodies = start();
  for (let i = 0; i < steps; i++) advance(bodies, 0.01);
  return energy(bodies);
};

exports.check = (total) => total.toFixed(9);
