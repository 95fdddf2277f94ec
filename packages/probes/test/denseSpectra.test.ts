import {
  centralDifferences,
  dense,
  denseEigenvalues,
  denseMatrix,
  eigenvalues,
  hutchinson,
  quadratic,
  quadraticObjective,
  topEigenvalue,
} from '@momenta/probes'
import fc from 'fast-check'
import t from 'tap'
import { sorted, spectra } from './spectra.js'
import * as surfaces from './surfaces.js'
import { near } from './vectors.js'

t.test('any small symmetric matrix: trace, extremes and the dense spectrum agree', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 0, max: 1000 }),
      async (spectrum, seed) => {
        const operator = quadratic({ spectrum, seed })
        const { largest, smallest } = await eigenvalues(operator, { largest: 1, smallest: 1 })
        const { values } = await denseEigenvalues(operator)
        const trace = await hutchinson(operator)
        const wanted = sorted(spectrum)
        const close = (a: number | undefined, b: number | undefined) =>
          Math.abs((a as number) - (b as number)) <= 1e-10
        return (
          close(largest[0]?.value, wanted[0]) &&
          close(smallest[0]?.value, wanted.at(-1)) &&
          values.every((value, i) => close(value, wanted[i])) &&
          close(
            trace.value,
            spectrum.reduce((a, b) => a + b, 0),
          ) &&
          trace.error <= 1e-10
        )
      },
    ),
    { numRuns: 40 },
  )
})

t.test(
  'the exact Hessians of the toy functions come out of differences of gradients',
  async (t) => {
    const rows = [
      [surfaces.goldsteinPrice, [0, -1], 965.168988, 402.831012],
      [surfaces.goldsteinPrice, [-0.6, -0.4], 4340.082218, 447.917782],
      [surfaces.goldsteinPrice, [1.8, 0.2], 26216.374033, 207.625967],
      [surfaces.goldsteinPrice, [1.2, 0.8], 13202.585607, 2061.414393],
      [surfaces.logGoldsteinPrice, [0.5, 0.25], 2120.959183, 885.221286],
      [surfaces.levy, [1, 1], 2.243792, 0.125],
      [surfaces.rosenbrock, [1, 1], 1001.600639, 0.399361],
      [surfaces.ackley, [0.952167, 0], 55.063803, 47.4669],
      [surfaces.ackley, [0.968478, 0.968478], 53.290703, 49.222439],
    ] as const
    for (const [f, point, top, bottom] of rows) {
      const { name } = f
      const objective = surfaces.surface(f, point)
      const { largest, smallest } = await eigenvalues(centralDifferences(objective), {
        largest: 1,
        smallest: 1,
      })
      // the table has six decimals, and Ackley's points too: their third derivative is some hundreds
      const error = largest[0]?.error as number
      const allowed = (name === 'ackley' ? 1e-3 : 2e-6) + error
      t.ok(error < 1e-6 * top, 'the error bar is no excuse')
      t.ok(Math.abs((largest[0]?.value as number) - top) <= allowed, `${name} ${point}`)
      t.ok(Math.abs((smallest[0]?.value as number) - bottom) <= allowed, `${name} ${point}`)
      t.ok(largest[0]?.converged)
    }
  },
)

t.test("Ackley's minimum is a cone: curvature 2.83/r at distance r", async (t) => {
  for (const [r, wanted] of [
    [1e-3, 2882],
    [1e-4, 28338],
  ] as const) {
    const objective = surfaces.surface(surfaces.ackley, [r, 0])
    const { value } = await topEigenvalue(centralDifferences(objective, { step: 1e-7 }))
    t.ok(near(value, wanted, 1e-3), `${value}`)
  }
})

t.test('the dense Hessian is the matrix, and its spectrum is that of Lanczos', async (t) => {
  const rows = [
    [4, 1, 0],
    [1, 3, -2],
    [0, -2, 1],
  ]
  const found = await denseMatrix(dense(rows))
  t.same(
    found.rows.map((row) => [...row]),
    rows,
  )
  t.equal(found.asymmetry, 0)
  const objective = quadraticObjective({ spectrum: spectra.outliers.slice(0, 40), seed: 3 })
  const hessian = centralDifferences(objective)
  const whole = await denseEigenvalues(hessian)
  const { largest } = await eigenvalues(hessian, { largest: 4 })
  for (const [i, { value, error }] of largest.entries())
    t.ok(Math.abs(value - (whole.values[i] as number)) <= error + whole.error)
  t.ok(Math.abs((whole.values[0] as number) - 10) <= whole.error)
  await t.rejects(denseMatrix(quadratic({ spectrum: spectra.power }), 100), {
    message: /the dimension must be at most 100; use eigenvalues/,
  })
})
