<?php

const SOLAR_MASS = 4 * M_PI * M_PI;
const DAYS_PER_YEAR = 365.24;

// Place, speed a day and mass in suns of the sun and the four giant planets.
const BODIES = [
    [0, 0, 0, 0, 0, 0, 1],
    [4.84143144246472090, -1.16032004402742839, -0.103622044471123109,
        0.00166007664274403694, 0.00769901118419740425, -0.0000690460016972063023, 0.000954791938424326609],
    [8.34336671824457987, 4.12479856412430479, -0.403523417114321381,
        -0.00276742510726411239, 0.00499852801234917238, 0.0000230417297573763929, 0.000285885980666130812],
    [12.8943695621391310, -15.1111514016986312, -0.223307578892655734,
        0.00296460137564761618, 0.00237847173959480950, -0.0000296589568540237556, 0.0000436624404335156298],
    [15.3796971148509165, -25.9193146099879641, 0.179258772950371181,
        0.00268067772490389322, 0.00162824170038242295, -0.0000951592254519715870, 0.0000515138902046611451],
];

class Body
{
    public function __construct(
        public float $x,
        public float $y,
        public float $z,
        public float $vx,
        public float $vy,
        public float $vz,
        public float $mass,
    ) {
        $this->vx *= DAYS_PER_YEAR;
        $this->vy *= DAYS_PER_YEAR;
        $this->vz *= DAYS_PER_YEAR;
        $this->mass *= SOLAR_MASS;
    }
}

/** The bodies, the sun moving so that the whole stays where it is. */
function start(): array
{
    $bodies = array_map(fn ($body) => new Body(...$body), BODIES);
    $px = $py = $pz = 0.0;
    foreach ($bodies as $body) {
        $px += $body->vx * $body->mass;
        $py += $body->vy * $body->mass;
        $pz += $body->vz * $body->mass;
    }
    $bodies[0]->vx = -$px / SOLAR_MASS;
    $bodies[0]->vy = -$py / SOLAR_MASS;
    $bodies[0]->vz = -$pz / SOLAR_MASS;
    return $bodies;
}

function advance(array $bodies, float $dt): void
{
    $n = count($bodies);
    for ($i = 0; $i < $n; $i++) {
        $a = $bodies[$i];
        for ($j = $i + 1; $j < $n; $j++) {
            $b = $bodies[$j];
            $dx = $a->x - $b->x;
            $dy = $a->y - $b->y;
            $dz = $a->z - $b->z;
            $square = $dx * $dx + $dy * $dy + $dz * $dz;
            $pull = $dt / ($square * sqrt($square));
            $a->vx -= $dx * $b->mass * $pull;
            $a->vy -= $dy * $b->mass * $pull;
            $a->vz -= $dz * $b->mass * $pull;
            $b->vx += $dx * $a->mass * $pull;
            $b->vy += $dy * $a->mass * $pull;
            $b->vz += $dz * $a->mass * $pull;
        }
    }
    foreach ($bodies as $body) {
        $body->x += $dt * $body->vx;
        $body->y += $dt * $body->vy;
        $body->z += $dt * $body->vz;
    }
}

function energy(array $bodies): float
{
    $total = 0.0;
    foreach ($bodies as $i => $a) {
        $total += 0.5 * $a->mass * ($a->vx * $a->vx + $a->vy * $a->vy + $a->vz * $a->vz);
        foreach (array_slice($bodies, $i + 1) as $b) {
            $dx = $a->x - $b->x;
            $dy = $a->y - $b->y;
            $dz = $a->z - $b->z;
            $total -= $a->mass * $b->mass / sqrt($dx * $dx + $dy * $dy + $dz * $dz);
        }
    }
    return $total;
}

function prepare(int $size): int
{
    return $size;
}

function run(int $steps): float
{
    $bodies = start();
    for ($i = 0; $i < $steps; $i++) {
        advance($bodies, 0.01);
    }
    return energy($bodies);
}

function check(float $total): string
{
    return sprintf('%.9f', $total);
}
