import {
  centralDifferences,
  eigenvalues,
  objectiveOf,
  operatorOf,
  quadratic,
  quadraticObjective,
  topEigenvalue,
} from '@momenta/probes'
import t from 'tap'
import { noise, spectra } from './spectra.js'

t.test(
  'λ1 of the four spectra is within 1e-3 in at most 12 products, for five seeds',
  async (t) => {
    for (const [name, spectrum] of Object.entries(spectra))
      for (const seed of [1, 2, 3, 4, 5]) {
        const { value, error, converged, matvecs } = await topEigenvalue(
          quadratic({ spectrum, seed }),
          { seed },
        )
        const wanted = Math.max(...spectrum)
        t.ok(Math.abs(value - wanted) <= 1e-3 * wanted, `${name}: ${value}`)
        t.ok(Math.abs(value - wanted) <= error + 1e-12, `${name}: within its error ${error}`)
        t.ok(converged, name)
        t.ok(matvecs <= 12, `${name}: ${matvecs} products`)
      }
  },
)

t.test(
  'top four of a product with noise of 1e-4 are within 1 %, and there are no ghosts',
  async (t) => {
    for (const [name, spectrum] of Object.entries(spectra)) {
      const exact = quadratic({ spectrum, seed: 3 })
      const noisy = operatorOf({ dim: exact.dim, product: noise(exact, 1e-4) })
      const { largest } = await eigenvalues(noisy, { largest: 4, tolerance: 1e-3 })
      const wanted = [...spectrum].sort((a, b) => b - a)
      for (const [i, { value, error }] of largest.entries()) {
        t.ok(
          Math.abs(value - (wanted[i] as number)) <= 0.01 * Math.abs(wanted[i] as number),
          `${name} ${i}: ${value}`,
        )
        t.ok(Math.abs(value - (wanted[i] as number)) <= error, `${name} ${i}: error ${error}`)
      }
    }
  },
)

t.test('the greatest and the least are told apart: {-12, 10}', async (t) => {
  const { largest, smallest } = await eigenvalues(quadratic({ spectrum: [-12, 10], seed: 2 }), {
    largest: 1,
    smallest: 1,
  })
  t.ok(Math.abs((largest[0]?.value as number) - 10) < 1e-12)
  t.ok(Math.abs((smallest[0]?.value as number) + 12) < 1e-12)
})

t.test('a flat point, the zero operator and the identity', async (t) => {
  const flat = await topEigenvalue(
    quadratic({ spectrum: [1e-6, ...Array(20).fill(1e-9)], seed: 1 }),
  )
  t.ok(Math.abs(flat.value - 1e-6) <= 1e-12, 'λ1 = 1e-6')
  const zero = await eigenvalues(quadratic({ spectrum: new Float64Array(30) }), { largest: 3 })
  t.same(
    zero.largest.map(({ value, error, converged }) => [value, error, converged]),
    Array(3).fill([0, 0, true]),
  )
  const one = await eigenvalues(quadratic({ spectrum: new Float64Array(30).fill(1) }), {
    largest: 3,
  })
  for (const { value, converged } of one.largest) {
    t.ok(Math.abs(value - 1) <= 1e-14)
    t.ok(converged)
  }
})

t.test('differences of gradients: value within the error bar, cost and step told', async (t) => {
  const objective = quadraticObjective({
    spectrum: spectra.outliers,
    seed: 5,
    point: new Float64Array(400).fill(0.1),
  })
  const found = await topEigenvalue(centralDifferences(objective))
  t.ok(Math.abs(found.value - 10) <= found.error)
  t.ok(found.error < 0.01)
  t.equal(found.gradients, 2 * found.matvecs)
  t.match(found, { step: 1e-5, dtype: 'float64', backend: 'js', samples: 1, converged: true })
})

t.test('a random loss, a NaN and a budget that is too small are said so', async (t) => {
  const exact = quadratic({ spectrum: spectra.outliers, seed: 1 })
  const random = await topEigenvalue(operatorOf({ dim: 400, product: noise(exact, 0.3) }))
  t.notOk(random.converged)
  t.match(random.reason, /^random: .*dropout/)
  const broken = objectiveOf({
    point: [1, 2],
    parts: [{ size: 1, gradient: (w) => ({ value: NaN, gradient: w.map(() => NaN) }) }],
  })
  const nan = await topEigenvalue(centralDifferences(broken))
  t.notOk(nan.converged)
  t.ok(Number.isNaN(nan.value))
  t.match(nan.reason, /not finite/)
  const short = await topEigenvalue(exact, { budget: 5 })
  t.notOk(short.converged)
  t.match(short.reason, /5 steps are fewer than the 12/)
})
