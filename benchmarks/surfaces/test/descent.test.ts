import {
  ackley,
  ackleyRosenbrock,
  basinOf,
  compareBasins,
  descend,
  goldsteinPrice,
  goldsteinPricePicheny,
  levy,
  quadratic,
  rosenbrock,
  type Surface,
  topEigenvalue,
  twoBasin,
} from '@momenta/bench-surfaces'
import fc from 'fast-check'
import t from 'tap'

// evenly over the box: fc.double prefers the neighbourhood of 0, where the symmetries of a surface
// put its ridges
const insideOf = ({ domain: [low, high], dim }: Surface) =>
  fc.array(
    fc
      .integer({ min: 0, max: 2 ** 31 - 1 })
      .map((each) => low + ((high - low) * (each + 0.5)) / 2 ** 31),
    { minLength: dim, maxLength: dim },
  )

t.test(
  'topEigenvalue finds the eigenvalues a matrix was built from, in any dimension',
  async () => {
    const value = fc.double({ min: -100, max: 100, noNaN: true })
    await fc.assert(
      fc.property(
        fc
          .integer({ min: 1, max: 8 })
          .chain((n) =>
            fc.tuple(
              fc.array(value, { minLength: n, maxLength: n }),
              fc.array(value, { minLength: n, maxLength: n }),
            ),
          ),
        ([values, direction]) => {
          const n = values.length
          const norm = Math.hypot(...direction)
          fc.pre(norm > 1e-3)
          // a Householder reflection Q turns diag(values) into Q diag Q
          const v = direction.map((each) => each / norm)
          const q = (i: number, j: number): number =>
            (i === j ? 1 : 0) - 2 * (v[i] as number) * (v[j] as number)
          const matrix = Float64Array.from({ length: n * n }, (_, at) => {
            const [i, j] = [Math.floor(at / n), at % n]
            // the smaller index first, so that the matrix is symmetric to the last bit
            const [a, b] = [Math.min(i, j), Math.max(i, j)]
            return values.reduce((sum, each, k) => sum + q(a, k) * each * q(b, k), 0)
          })
          const { max, min } = topEigenvalue(matrix, n)
          // 1e-16 * 100 * a few times n
          return (
            Math.abs(max - Math.max(...values)) <= 1e-12 &&
            Math.abs(min - Math.min(...values)) <= 1e-12
          )
        },
      ),
    )
  },
)

t.test('topEigenvalue is signed, and NaN for a matrix that is not finite', async (t) => {
  t.same(topEigenvalue(Float64Array.of(-3), 1), { max: -3, min: -3 })
  // [[1, 2], [2, 1]] has (1, 1) -> 3 and (1, -1) -> -1
  t.same(topEigenvalue(Float64Array.of(1, 2, 2, 1), 2), { max: 3, min: -1 })
  // diagonal but for 1e-323, whose products underflow: ml-matrix 6.15.1 does not survive that
  const tiny = topEigenvalue(Float64Array.of(0, 1e-323, 0, 1e-323, 0.8, 0, 0, 0, 1e-201), 3)
  t.ok(Math.abs(tiny.max - 0.8) <= 1e-15 && Math.abs(tiny.min) <= 1e-15)
  for (const dim of [1, 2, 3]) {
    const { max, min } = topEigenvalue(new Float64Array(dim * dim).fill(Number.NaN), dim)
    t.ok(Number.isNaN(max) && Number.isNaN(min), `dim ${dim}`)
  }
  t.throws(() => topEigenvalue(Float64Array.of(1, 2), 2), RangeError)
})

/** The floor by brute force: steepest descent in steps of at most 1/20000 of the box. */
const bruteFloor = (surface: Surface, start: readonly number[]): number => {
  const limit = (surface.domain[1] - surface.domain[0]) / 20_000
  let [x, g] = [Float64Array.from(start), new Float64Array(surface.dim)]
  let [y, h] = [new Float64Array(surface.dim), new Float64Array(surface.dim)]
  let f = surface.gradient(x, g)
  for (let length = limit; length > 1e-9 * limit; ) {
    const norm = Math.hypot(...g)
    if (norm === 0) return f
    for (let i = 0; i < x.length; i++) y[i] = (x[i] as number) - (length * (g[i] as number)) / norm
    const lower = surface.gradient(y, h)
    if (lower < f) {
      ;[x, y, g, h, f] = [y, x, h, g, lower]
      length = Math.min(limit, 1.5 * length)
    } else length /= 2
  }
  return f
}

t.test('descend ends on the floor that steepest descent in tiny steps ends on', async () => {
  const all = [
    goldsteinPrice(),
    goldsteinPricePicheny(),
    levy(),
    ackley(),
    ackleyRosenbrock(),
    twoBasin({ dim: 1, sharpness: 100 }),
  ]
  for (const surface of all)
    await fc.assert(
      fc.property(insideOf(surface), (x) => {
        const brute = bruteFloor(surface, x)
        const { f, converged } = descend(surface, x)
        // brute force stops short of the floor by up to 1e-3 in flat valleys; floors of these lie
        // further apart
        return converged && Math.abs(f - brute) <= 2e-3 * Math.max(1, brute)
      }),
      // a fixed seed: a start within a step of a ridge may fairly go either way
      { numRuns: 20, seed: 20 },
    )
})

t.test(
  'descend reaches a floor from everywhere, in every dimension, and never climbs',
  async () => {
    for (const dim of [2, 10])
      for (const surface of [
        ackley({ dim }),
        levy({ dim }),
        rosenbrock({ dim }),
        twoBasin({ dim, sharpness: 50 }),
        twoBasin({ dim, form: 'joint' }),
      ])
        await fc.assert(
          fc.property(insideOf(surface), (x) => {
            const { f, converged, x: floor } = descend(surface, x)
            const again = descend(surface, floor)
            // Ackley's tip is reached to 1e-9 of the box, on a slope of 3
            return converged && f <= surface.value(x) && f - again.f <= 1e-7
          }),
          { numRuns: 12 },
        )
  },
)

t.test(
  'descend slides from beyond the far kink into the sharp basin instead of jumping it',
  async (t) => {
    // s = 100: the sharp basin begins at 10/11 and its far kink is at 10/9, where the flat branch
    // takes over
    // with slope > 0; Newton's step on that branch would land at 0
    const surface = twoBasin({ dim: 1, sharpness: 100 })
    t.equal(basinOf(surface, [1.9]).index, 1)
    t.equal(basinOf(surface, [10 / 11 + 1e-6]).index, 1)
    t.equal(basinOf(surface, [10 / 11 - 1e-6]).index, 0)
  },
)

t.test('descend takes one step to the minimum of a quadratic within reach', async (t) => {
  const surface = quadratic({
    A: [
      [4, 1],
      [1, 3],
    ],
    b: [1, 2],
  })
  const { x, steps, converged } = descend(surface, [0, 0], { maxStep: 1 })
  t.equal(steps, 1)
  t.ok(converged)
  t.ok(Math.abs((x[0] as number) - 1 / 11) + Math.abs((x[1] as number) - 7 / 11) <= 1e-15)
})

t.test('descend says when it did not arrive', async (t) => {
  const saddle = quadratic({
    A: [
      [1, 0],
      [0, -1],
    ],
  })
  t.match(descend(saddle, [0, 0]), { steps: 0, converged: false }, 'on a saddle')
  t.match(
    descend(saddle, [1, 1e-9], { maxSteps: 50 }),
    { steps: 50, converged: false },
    'downhill forever',
  )
  t.match(descend(levy(), [Number.NaN, 0]), { steps: 0, converged: false }, 'not a number')
  t.match(descend(goldsteinPrice(), [1e200, 0]), { steps: 0, converged: false }, 'overflow')
  // a slope too gentle for any finite time to matter
  t.match(descend(quadratic({ A: [[0]], b: [1e-310] }), [0]), { converged: true })
  t.match(descend(ackley(), [0, 0]), { f: 0, converged: true }, 'the tip is a floor')
  t.match(
    descend(ackley(), [7.699862174156683e-162, 0]),
    { converged: true },
    'so near the tip that squares underflow',
  )
  t.throws(() => descend(levy(), [1]), RangeError)
})

t.test('basinOf names the known minimum below a point, else -1 and the floor', async (t) => {
  const gp = goldsteinPrice()
  t.equal(basinOf(gp, [0.1, -0.9]).index, 0)
  t.equal(basinOf(gp, [-0.5, -0.5]).index, 1)
  t.equal(basinOf(gp, [1.7, 0.1]).index, 2)
  t.equal(basinOf(gp, [1.3, 0.9]).index, 3)
  // bits 0 and 2: coordinates 0 and 2 are sharp
  t.equal(basinOf(twoBasin({ dim: 3 }), [0.9, 0.2, 0.95]).index, 5)
  const local = basinOf(ackley(), [0.95, 0.05])
  t.equal(local.index, -1)
  t.ok(Math.abs(local.f - 2.579928) <= 1e-6)
  t.equal(basinOf(gp, [0.1, -0.9], { maxSteps: 1 }).index, -1)
})

t.test('compareBasins calls an escape by the floors, not by where the points lie', async (t) => {
  const gp = goldsteinPrice()
  const change = (start: readonly number[], last: readonly number[]) =>
    compareBasins(gp, start, last).change
  t.equal(change([-0.5, -0.5], [0.1, -0.9]), 'lower', '30 to 3')
  t.equal(change([0.1, -0.9], [-0.5, -0.5]), 'higher', '3 to 30')
  t.equal(change([-0.5, -0.5], [-0.6, -0.3]), 'same', 'within 30')
  t.equal(change([-0.5, -0.5], [Number.NaN, 0]), 'unknown', 'diverged')
  t.notOk(compareBasins(gp, [0.1, -0.9], [0, 0]).couldEscape, 'the lowest basin has no escape')
  t.ok(compareBasins(gp, [-0.5, -0.5], [0, 0]).couldEscape)
  // both floors of twoBasin are 0: the index tells them apart
  const { from, to, ...rest } = compareBasins(twoBasin({ dim: 1 }), [0.9], [0.1])
  t.match(rest, { couldEscape: false, change: 'same' })
  t.same([from.index, to.index], [1, 0])
  const saddle = quadratic({ A: [[-1]] })
  t.throws(() => compareBasins(saddle, [0], [1]), /quadratic must list a global minimum/)
})
