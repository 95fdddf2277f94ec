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
import { gap, gradientOf, largest } from './checks.js'

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
  'f, gradient, Hessian and its eigenvalues are those of 50-digit symbolic derivatives',
  async (t) => {
    // float64 sums of at most a few dozen terms: 1e-11 of the largest is generous, a wrong term is
    // not
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

t.test(
  'gradient and Hessian are the derivatives of f and gradient, and the Hessian is symmetric',
  async (t) => {
    // Four-point central differences, h = 1e-3 or width / 4000: truncation h^4 f^(5) / 30 and
    // rounding 1e-16 f / h,
    // both below 1e-7 of the largest of |f|, |gradient| and |Hessian| over the box (Levy's ripples
    // are the worst).
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
