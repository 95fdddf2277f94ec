import {
  ackley,
  ackleyRosenbrock,
  goldsteinPrice,
  goldsteinPriceLog10,
  goldsteinPricePicheny,
  levy,
  quadratic,
  rosenbrock,
  surfaceNamed,
  surfaces,
  topEigenvalue,
  twoBasin,
} from '@momenta/bench-surfaces'
import fc from 'fast-check'
import t from 'tap'
import { gap, gradientOf } from './checks.js'

t.test('Goldstein-Price is the published product of its two brackets', async () => {
  const published = (x: number, y: number): number =>
    (1 + (x + y + 1) ** 2 * (19 - 14 * x + 3 * x * x - 14 * y + 6 * x * y + 3 * y * y)) *
    (30 + (2 * x - 3 * y) ** 2 * (18 - 32 * x + 12 * x * x + 48 * y - 36 * x * y + 27 * y * y))
  const coordinate = fc.double({ min: -2, max: 2, noNaN: true })
  const raw = goldsteinPrice()
  // both brackets cancel from terms of up to 1e3 to values of at least 1: 1e-16 * 1e3 each, with
  // room
  await fc.assert(
    fc.property(coordinate, coordinate, (x, y) => {
      const f = published(x, y)
      const log10 = goldsteinPriceLog10().value([x, y])
      const picheny = goldsteinPricePicheny().value([(x + 2) / 4, (y + 2) / 4])
      return (
        Math.abs(raw.value([x, y]) - f) <= 1e-11 * f &&
        Math.abs(log10 - Math.log10(f)) <= 1e-11 &&
        Math.abs(picheny - (Math.log(f) - 8.693) / 2.427) <= 1e-11
      )
    }),
  )
})

t.test(
  'the tip of Ackley has gradient 0 and a NaN Hessian, and sharpens as 2.83 / r',
  async (t) => {
    t.equal(ackley().value([0, 0]), 0)
    t.same(gradientOf(ackley(), [0, 0]), [0, 0])
    t.ok(ackley().hessian([0, 0]).every(Number.isNaN))
    // 4 / (r sqrt 2) + e 2 pi^2 - ...: 2828 + 54 at 1e-3, 28284 + 54 at 1e-4
    t.ok(Math.abs(topEigenvalue(ackley().hessian([1e-3, 0]), 2).max - 2882) < 1)
    t.ok(Math.abs(topEigenvalue(ackley().hessian([1e-4, 0]), 2).max - 28338) < 1)
    // the tip of ackleyRosenbrock lies at 1
    t.same(gradientOf(ackleyRosenbrock(), [1, 1]), [0, 0])
    t.ok(ackleyRosenbrock().hessian([1, 1]).every(Number.isNaN))
  },
)

t.test('ackleyRosenbrock is the weighted sum of its two parts', async (t) => {
  // 3 (100 (1 - 0)^2 + (1 - 0)^2) + 2 (20 (1 - e^{-0.2 sqrt(1/2)})): Ackley at (-1, 0)
  const f = 3 * 101 + 40 * (1 - Math.exp(-0.2 * Math.SQRT1_2))
  t.ok(Math.abs(ackleyRosenbrock({ rosenbrock: 3, ackley: 2 }).value([0, 1]) - f) <= 1e-12)
})

t.test('twoBasin takes the lower branch of each coordinate, or of the sums', async (t) => {
  // s = 4, x = (0.9, 0.1, 2.5): coordinates 4 * 0.01 = 0.04 < 0.81; 0.01 < 3.24; 6.25 < 9 beyond
  // the far kink 2
  const x = [0.9, 0.1, 2.5]
  const separable = twoBasin({ dim: 3, sharpness: 4 })
  const joint = twoBasin({ dim: 3, sharpness: 4, form: 'joint' })
  t.ok(Math.abs(separable.value(x) - (0.04 + 0.01 + 6.25)) <= 1e-15 * 10)
  t.ok(gap(gradientOf(separable, x), [-0.8, 0.2, 5]) <= 1e-15)
  t.same(separable.hessian(x), [8, 0, 0, 0, 2, 0, 0, 0, 2])
  // sums: flat 0.81 + 0.01 + 6.25 = 7.07; sharp 4 (0.01 + 0.81 + 2.25) = 12.28
  t.ok(Math.abs(joint.value(x) - 7.07) <= 1e-14)
  t.ok(gap(gradientOf(joint, x), [1.8, 0.2, 5]) <= 1e-15)
  t.same(joint.hessian([0.9, 0.9, 0.9]), [8, 0, 0, 0, 8, 0, 0, 0, 8])
})

t.test('a quadratic knows its minimum, or that it has none', async (t) => {
  // 4x + y = 1, x + 3y = 2: x = 1/11, y = 7/11; f = -(x + 2y) / 2 = -15/22
  const [minimum] = quadratic({
    A: [
      [4, 1],
      [1, 3],
    ],
    b: [1, 2],
  }).minima
  t.ok(gap(minimum?.x ?? [], [1 / 11, 7 / 11]) <= 1e-15)
  t.ok(Math.abs((minimum?.f ?? 0) + 15 / 22) <= 1e-15)
  t.same(
    quadratic({
      A: [
        [1, 0],
        [0, -1],
      ],
    }).minima,
    [],
  )
})

t.test('points that are not finite give results that are not finite, and no error', async (t) => {
  for (const surface of Object.values(surfaces).map((factory) => factory())) {
    t.notOk(Number.isFinite(surface.value([Number.NaN, 0])), `${surface.name} of NaN`)
    t.ok(
      gradientOf(surface, [Number.NaN, Number.NaN]).every(Number.isNaN),
      `${surface.name} gradient`,
    )
  }
})

t.test('misuse is an error of one line with the remedy', async (t) => {
  const says = (act: () => unknown, message: string) => t.throws(act, new RangeError(message))
  says(
    () => levy({ dim: 1.5 }),
    'levy: dim must be an integer >= 1, got 1.5; 2 is the usual value.',
  )
  says(
    () => ackley({ dim: 0 }),
    'ackley: dim must be an integer >= 1, got 0; 2 is the usual value.',
  )
  says(
    () => rosenbrock({ dim: 1 }),
    'rosenbrock: dim must be an integer >= 2, got 1; 2 is the usual value.',
  )
  says(
    () => twoBasin({ sharpness: 0 }),
    'twoBasin: sharpness must be a finite number > 0, got 0; 10 is the default.',
  )
  says(
    () => twoBasin({ form: 'both' as 'joint' }),
    "twoBasin: form must be 'separable' or 'joint', got 'both'; 'separable' is the default.",
  )
  says(
    () => ackleyRosenbrock({ ackley: -1 }),
    'ackleyRosenbrock: the weight of ackley must be a finite number > 0, got -1; 1 is the default.',
  )
  says(
    () => levy().value([1, 2, 3]),
    'levy: the point must have 2 coordinates, got 3; build the surface with dim 3 if it has one.',
  )
  says(
    () => levy().gradient([1, 2], new Float64Array(1)),
    'levy: the gradient must have 2 coordinates, got 1; build the surface with dim 1 if it has one.',
  )
  t.throws(() => levy().hessian([1]), RangeError)
  t.throws(
    () =>
      quadratic({
        A: [
          [1, 2],
          [3, 1],
        ],
      }),
    /symmetric, got A\[0\]\[1\] = 2 and A\[1\]\[0\] = 3/,
  )
  t.throws(() => quadratic({ A: [[1, 2]] }), RangeError)
  t.throws(() => quadratic({ A: [] }), RangeError)
  t.throws(() => quadratic({ A: [[1]], b: [1, 2] }), RangeError)
})

t.test(
  'surfaceNamed finds every surface by its own name and suggests a similar one for others',
  async (t) => {
    for (const name of Object.keys(surfaces)) t.equal(surfaceNamed(name).name, name)
    t.equal(surfaceNamed('twoBasin', { dim: 7, sharpness: 3, form: 'joint' }).dim, 7)
    t.throws(() => surfaceNamed('levi'), /got 'levi'; did you mean levy\?/)
    t.throws(() => surfaceNamed('goldstein-price'), /did you mean goldsteinPrice\?/)
    t.throws(() => surfaceNamed('toString'), RangeError)
    t.throws(
      () => surfaceNamed('goldsteinPrice', { dim: 3 }),
      /goldsteinPrice has 2 coordinates, got dim 3/,
    )
  },
)
