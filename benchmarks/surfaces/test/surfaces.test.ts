import { readFileSync } from 'node:fs'
import {
  ackley,
  ackleyRosenbrock,
  goldsteinPrice,
  goldsteinPriceLog10,
  goldsteinPricePicheny,
  levy,
  quadratic,
  rosenbrock,
  type Surface,
  type SurfaceOptions,
  surfaceNamed,
  surfaces,
  topEigenvalue,
  twoBasin,
} from '@momenta/bench-surfaces'
import fc from 'fast-check'
import t from 'tap'

const gradientOf = (surface: Surface, x: ArrayLike<number>): Float64Array => {
  const out = new Float64Array(surface.dim)
  surface.gradient(x, out)
  return out
}
const largest = (xs: ArrayLike<number>): number =>
  Array.from(xs).reduce((most, each) => Math.max(most, Math.abs(each)), 0)
const gap = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  a.length === b.length ? largest(Array.from(a, (each, i) => each - (b[i] as number))) : Number.NaN
/** `true` if a is b within a relative error of the largest entry of b, at least 1. */
const close = (a: ArrayLike<number>, b: ArrayLike<number>, tolerance: number): boolean =>
  gap(a, b) <= tolerance * Math.max(1, largest(b))

type Golden = {
  readonly functions: readonly {
    readonly name: string
    readonly options: SurfaceOptions
    readonly points: readonly {
      readonly x: readonly number[]
      readonly f: number
      readonly grad: readonly number[]
      readonly hess_eig_max: number
      readonly hess_eig_min: number
      readonly hess_trace: number
      readonly hess?: readonly number[]
    }[]
  }[]
}
const golden: Golden = JSON.parse(
  readFileSync(new URL('../test/data/surfaces.json', import.meta.url), 'utf8'),
)

t.test(
  'f, gradient, Hessian and its eigenvalues are those of 50-digit symbolic derivatives',
  async (t) => {
    // float64 sums of at most a few dozen terms: 1e-11 of the largest is generous, a wrong term is not
    const tolerance = 1e-11
    for (const { name, options, points } of golden.functions) {
      const surface = surfaceNamed(name, options)
      for (const p of points) {
        const at = `${name} ${JSON.stringify(options)} at ${p.x}`
        const hessian = surface.hessian(p.x)
        const { max, min } = topEigenvalue(hessian, surface.dim)
        const trace = p.x.reduce((sum, _, i) => sum + (hessian[i * (surface.dim + 1)] as number), 0)
        const out = new Float64Array(surface.dim)
        t.ok(close([surface.gradient(p.x, out)], [p.f], tolerance), `f from gradient, ${at}`)
        t.ok(close([surface.value(p.x)], [p.f], tolerance), `f from value, ${at}`)
        t.ok(close(out, p.grad, tolerance), `gradient, ${at}`)
        const eigen = [p.hess_eig_max, p.hess_eig_min]
        t.ok(close([max, min], eigen, tolerance), `eigenvalues, ${at}`)
        t.ok(
          Math.abs(trace - p.hess_trace) <= tolerance * Math.max(1, largest(eigen)),
          `trace, ${at}`,
        )
        if (p.hess) t.ok(close(hessian, p.hess, tolerance), `Hessian, ${at}`)
      }
    }
  },
)

t.test('Hessians at known points are those of an independent 2-D Taylor algebra', async (t) => {
  // [surface, x, f, [H_xx, H_xy, H_yy], [eigenvalues], error of the printed digits]
  const table = [
    [goldsteinPrice(), [0, -1], 3, [504, -216, 864], [965.168988, 402.831012], 1e-6],
    [goldsteinPrice(), [-0.6, -0.4], 30, [2304, 1944, 2484], [4340.082218, 447.917782], 1e-6],
    [goldsteinPrice(), [1.8, 0.2], 84, [8172, -11988, 18252], [26216.374033, 207.625967], 1e-6],
    [goldsteinPrice(), [1.2, 0.8], 840, [5112, -4968, 10152], [13202.585607, 2061.414393], 1e-6],
    [
      goldsteinPricePicheny(),
      [0.5, 0.25],
      -3.129126,
      [1107.540173, -474.660074, 1898.640297],
      [2120.959183, 885.221286],
      1e-6,
    ],
    [levy(), [1, 1], 0, [2.243792, 0, 0.125], [2.243792, 0.125], 1e-6],
    [rosenbrock(), [1, 1], 0, [802, -400, 200], [1001.600639, 0.399361], 1e-6],
    // x itself has 6 digits, and third derivatives reach 1e3 here
    [ackley(), [0.952167, 0], 2.579928, [47.4669, 0, 55.063803], [55.063803, 47.4669], 1e-3],
    [
      ackley(),
      [0.968478, 0.968478],
      3.574452,
      [51.256571, -2.034132, 51.256571],
      [53.290703, 49.222439],
      1e-3,
    ],
  ] as const
  for (const [surface, x, f, [xx, xy, yy], eigen, error] of table) {
    const hessian = surface.hessian(x)
    const { max, min } = topEigenvalue(hessian, 2)
    t.ok(Math.abs(surface.value(x) - f) <= 1e-6, `${surface.name} f at ${x}`)
    t.ok(gap(hessian, [xx, xy, xy, yy]) <= error, `${surface.name} Hessian at ${x}`)
    t.ok(gap([max, min], eigen) <= error, `${surface.name} eigenvalues at ${x}`)
  }
  // the gradient is 0, so H = H_GP / (f ln 10), f = 3
  const { max } = topEigenvalue(goldsteinPriceLog10().hessian([0, -1]), 2)
  t.ok(Math.abs(max - 965.168988 / (3 * Math.LN10)) <= 1e-6)
})

/** Whether f is smooth within `room` of x: no kink of twoBasin, no tip of Ackley. */
const isSmooth = (surface: Surface, x: readonly number[], s: number, room: number): boolean => {
  if (surface.name === 'ackley') return Math.hypot(...x) > 0.5
  if (surface.name === 'ackleyRosenbrock') return Math.hypot(...x.map((each) => each - 1)) > 0.5
  if (surface.name !== 'twoBasin') return true
  const norm = (centre: number): number => Math.hypot(...x.map((each) => each - centre))
  const apart = (flat: number, sharp: number): boolean =>
    Math.abs(Math.abs(flat) - Math.sqrt(s) * Math.abs(sharp)) > room * (1 + Math.sqrt(s))
  return surface.formula.startsWith('min')
    ? apart(norm(0), norm(1))
    : x.every((each) => apart(each, each - 1))
}

t.test(
  'gradient and Hessian are the derivatives of f and gradient, and the Hessian is symmetric',
  async (t) => {
    // Four-point central differences, h = 1e-3 or width / 4000: truncation h^4 f^(5) / 30 and rounding 1e-16 f / h,
    // both below 1e-7 of the largest of |f|, |gradient| and |Hessian| over the box (Levy's ripples are the worst).
    const tolerance = 1e-7
    const s = 7
    const all: readonly Surface[] = [
      ...Object.values(surfaces).map((factory) => factory()),
      ackley({ dim: 1 }),
      ackley({ dim: 5 }),
      levy({ dim: 1 }),
      levy({ dim: 4 }),
      rosenbrock({ dim: 5 }),
      ackleyRosenbrock({ dim: 3, rosenbrock: 0.5, ackley: 2 }),
      twoBasin({ dim: 4, sharpness: s }),
      twoBasin({ dim: 4, sharpness: s, form: 'joint' }),
      quadratic({
        A: [
          [2, -1, 0],
          [-1, 3, 0.5],
          [0, 0.5, -1],
        ],
        b: [1, -2, 3],
      }),
    ]
    for (const surface of all) {
      const { dim, domain, name } = surface
      const width = domain[1] - domain[0]
      const h = Math.min(1e-3, width / 4000)
      const steepness = name === 'twoBasin' && dim === 2 ? 10 : s
      const coordinate = fc.double({ min: domain[0], max: domain[1], noNaN: true })
      const along = (x: readonly number[], i: number, by: number): readonly number[] =>
        x.map((each, k) => (k === i ? each + by : each))
      const difference = (f: (x: readonly number[]) => number, x: readonly number[], i: number) =>
        (8 * (f(along(x, i, h)) - f(along(x, i, -h))) -
          (f(along(x, i, 2 * h)) - f(along(x, i, -2 * h)))) /
        (12 * h)
      await fc.assert(
        fc.property(fc.array(coordinate, { minLength: dim, maxLength: dim }), (x) => {
          fc.pre(isSmooth(surface, x, steepness, 3 * h))
          const gradient = gradientOf(surface, x)
          const hessian = surface.hessian(x)
          const scale = Math.max(1, Math.abs(surface.value(x)), largest(gradient), largest(hessian))
          for (let i = 0; i < dim; i++) {
            const slope = difference(surface.value, x, i)
            if (Math.abs(slope - (gradient[i] as number)) > tolerance * scale) return false
            for (let j = 0; j < dim; j++) {
              const bend = difference((y) => gradientOf(surface, y)[j] as number, x, i)
              if (Math.abs(bend - (hessian[i * dim + j] as number)) > tolerance * scale)
                return false
              if (hessian[i * dim + j] !== hessian[j * dim + i]) return false
            }
          }
          return true
        }),
        { numRuns: 60 },
      )
      t.pass(`${name}, dim ${dim}`)
    }
  },
)

t.test(
  'minima are minima: f as stated, gradient 0, no downhill curvature, inside the domain',
  async (t) => {
    const all = [
      ...Object.values(surfaces).map((factory) => factory()),
      levy({ dim: 5 }),
      ackley({ dim: 5 }),
      twoBasin({ dim: 3, sharpness: 0.5 }),
      twoBasin({ dim: 3, form: 'joint' }),
    ]
    for (const surface of all) {
      const lowest = Math.min(...surface.minima.map(({ f }) => f))
      t.ok(surface.minima.length > 0, `${surface.name} has minima`)
      for (const { x, f, global, differentiable } of surface.minima) {
        const at = `${surface.name} at ${x}`
        const curvature = largest(surface.hessian(x))
        // x is rounded to 1 ulp, below 3e-16 here, so the gradient is at most 3e-16 |H| dim: 1e-15 |H| for dim <= 5
        const flat = 1e-15 * (differentiable ? curvature : 1)
        t.ok(Math.abs(surface.value(x) - f) <= 1e-13 * Math.max(1, Math.abs(f)), `f of ${at}`)
        t.ok(largest(gradientOf(surface, x)) <= flat, `gradient of ${at}`)
        t.equal(global, f === lowest, `rank of ${at}`)
        t.ok(
          x.every((each) => each >= surface.domain[0] && each <= surface.domain[1]),
          `box of ${at}`,
        )
        if (differentiable)
          t.ok(topEigenvalue(surface.hessian(x), surface.dim).min > 0, `bowl at ${at}`)
      }
    }
  },
)

t.test('no point lies below the global minimum', async () => {
  for (const surface of Object.values(surfaces).map((factory) => factory())) {
    const coordinate = fc.double({
      min: 2 * surface.domain[0] - 1,
      max: 2 * surface.domain[1],
      noNaN: true,
    })
    const lowest = Math.min(...surface.minima.map(({ f }) => f))
    // 1e-15: the minimum itself is rounded
    await fc.assert(
      fc.property(fc.tuple(coordinate, coordinate), (x) => surface.value(x) >= lowest - 1e-15),
    )
  }
})

t.test('Goldstein-Price is the published product of its two brackets', async () => {
  const published = (x: number, y: number): number =>
    (1 + (x + y + 1) ** 2 * (19 - 14 * x + 3 * x * x - 14 * y + 6 * x * y + 3 * y * y)) *
    (30 + (2 * x - 3 * y) ** 2 * (18 - 32 * x + 12 * x * x + 48 * y - 36 * x * y + 27 * y * y))
  const coordinate = fc.double({ min: -2, max: 2, noNaN: true })
  const raw = goldsteinPrice()
  // both brackets cancel from terms of up to 1e3 to values of at least 1: 1e-16 * 1e3 each, with room
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
  'the tip of Ackley answers gradient 0 and a NaN Hessian, and sharpens as 2.83 / r',
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
  // 3 (100 (1 - 0)^2 + (1 - 0)^2) + 2 (20 (1 - e^{-0.2 sqrt(1/2)})): Ackley at the whole numbers (-1, 0)
  const f = 3 * 101 + 40 * (1 - Math.exp(-0.2 * Math.SQRT1_2))
  t.ok(Math.abs(ackleyRosenbrock({ rosenbrock: 3, ackley: 2 }).value([0, 1]) - f) <= 1e-12)
})

t.test('twoBasin takes the lower branch of each coordinate, or of the sums', async (t) => {
  // s = 4, x = (0.9, 0.1, 2.5): coordinates 4 * 0.01 = 0.04 < 0.81; 0.01 < 3.24; 6.25 < 9 beyond the far kink 2
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

t.test(
  'twoBasin has its kinks at sqrt s / (1 + sqrt s) and sqrt s / (sqrt s - 1), the crest s / (1 + sqrt s)^2 high',
  async (t) => {
    const s = 4
    for (const form of ['separable', 'joint'] as const) {
      const surface = twoBasin({ dim: 1, sharpness: s, form })
      // at 2 / 3 both branches are 4 / 9; slopes 4 / 3 below, -8 / 3 above
      t.ok(Math.abs(surface.value([2 / 3]) - 4 / 9) <= 1e-15)
      t.ok(gap(gradientOf(surface, [2 / 3 - 1e-9]), [4 / 3]) <= 1e-8)
      t.ok(gap(gradientOf(surface, [2 / 3 + 1e-9]), [-8 / 3]) <= 1e-8)
      // at 2 both branches are exactly 4: the tie is the flat one's, slope 4 and not 8
      t.equal(surface.value([2]), 4)
      t.same(gradientOf(surface, [2]), [4])
      t.same(surface.hessian([2]), [2])
      t.same(surface.hessian([1.999]), [8])
    }
  },
)

t.test('twoBasin lists every minimum its form has, flat first and sharp last', async (t) => {
  const corners = (dim: number, form: 'separable' | 'joint') =>
    twoBasin({ dim, form }).minima.map(({ x }) => x.join(''))
  t.same(corners(2, 'separable'), ['00', '10', '01', '11'])
  t.same(corners(2, 'joint'), ['00', '11'])
  t.equal(corners(10, 'separable').length, 1024)
  t.same(corners(11, 'separable'), ['0'.repeat(11), '1'.repeat(11)])
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

t.test('misuse is told in one line with the remedy', async (t) => {
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
  'surfaceNamed finds every surface by its own name and suggests the nearest for others',
  async (t) => {
    for (const name of Object.keys(surfaces)) t.equal(surfaceNamed(name).name, name)
    t.equal(surfaceNamed('twoBasin', { dim: 7, sharpness: 3, form: 'joint' }).dim, 7)
    t.throws(() => surfaceNamed('levi'), /got 'levi'; did you mean 'levy'\?/)
    t.throws(() => surfaceNamed('goldstein-price'), /did you mean 'goldsteinPrice'\?/)
    t.throws(() => surfaceNamed('toString'), RangeError)
    t.throws(
      () => surfaceNamed('goldsteinPrice', { dim: 3 }),
      /goldsteinPrice has 2 coordinates, got dim 3/,
    )
  },
)
