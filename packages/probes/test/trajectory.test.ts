import { coordinatesIn, trajectoryPlane } from '@momenta/probes'
import t from 'tap'
import { dot, near, norm } from './vectors.js'

t.test(
  'coordinates in a plane are least squares, for directions that are neither unit nor orthogonal',
  async (t) => {
    const origin = Float64Array.of(1, 1, 1, 1)
    const directions = [Float64Array.of(2, 0, 0, 0), Float64Array.of(3, 1, 0, 0)]
    const { coordinates, distance } = coordinatesIn(origin, directions, Float64Array.of(9, 2, 4, 5))
    t.ok(near(coordinates[0] as number, 2.5, 1e-12) && near(coordinates[1] as number, 1, 1e-12))
    t.ok(near(distance, 5, 1e-12))
    const twice = coordinatesIn(
      origin,
      [directions[0], directions[0]] as never,
      Float64Array.of(5, 1, 1, 1),
    )
    t.ok(
      near((twice.coordinates[0] as number) + (twice.coordinates[1] as number), 2, 1e-9),
      'dependent directions are no NaN',
    )
  },
)

t.test(
  'a run in its plane: what each direction explains, and how far each point lies off',
  async (t) => {
    // a helix: radius 3 and 2, and a drift of 0.1 a step along the third axis
    const run = Array.from({ length: 41 }, (_, i) =>
      Float64Array.of(3 * Math.cos(i / 5), 2 * Math.sin(i / 5), 0.01 * i, 0, 0),
    )
    const { explained, distances, directions, coordinates, origin } = trajectoryPlane(run, {
      origin: 'mean',
    })
    t.ok(
      (explained[0] as number) > (explained[1] as number) &&
        (explained[0] as number) + (explained[1] as number) > 0.98,
    )
    t.ok(distances.every((n) => n < 0.3) && Math.max(...distances) > 0.1)
    t.ok(Math.abs(dot(directions[0] as Float64Array, directions[1] as Float64Array)) < 1e-12)
    const total = run.reduce(
      (sum, w) => sum + norm(w.map((n, i) => n - (origin[i] as number))) ** 2,
      0,
    )
    const inside = coordinates.reduce((sum, c) => sum + norm(c) ** 2, 0)
    t.ok(near(inside / total, (explained[0] as number) + (explained[1] as number), 1e-10))
    t.same([...trajectoryPlane(run).origin], [...(run.at(-1) as Float64Array)])
    const line = trajectoryPlane([
      Float64Array.of(0, 0),
      Float64Array.of(1, 1),
      Float64Array.of(3, 3),
    ])
    t.equal(line.directions.length, 1, 'a straight run has one direction')
    t.throws(() => trajectoryPlane([Float64Array.of(1)]), { message: /at least two, got 1/ })
  },
)
