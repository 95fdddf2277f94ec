import {
  eigenvalues,
  hutchPlusPlus,
  operatorOf,
  quadratic,
  topEigenvalue,
  xTrace,
} from '@momenta/probes'
import t from 'tap'
import { noise, sorted, spectra } from './spectra.js'
import { near } from './vectors.js'

t.test(
  'λ1 of the four spectra is within 1e-3 in at most 12 products, for five seeds',
  async (t) => {
    for (const [name, spectrum] of Object.entries(spectra))
      for (const seed of [1, 2, 3, 4, 5]) {
        const operator = quadratic({ spectrum, seed })
        const { value, error, converged, matvecs } = await topEigenvalue(operator, { seed })
        const wanted = Math.max(...spectrum)
        t.ok(near(value, wanted, 1e-3), `${name}: ${value}`)
        t.ok(Math.abs(value - wanted) <= error, `${name}: within its error ${error}`)
        t.ok(converged, name)
        t.ok(matvecs <= 12, `${name}: ${matvecs} products`)
      }
  },
)

t.test(
  'the top four and the smallest are within 1e-3 and their error bars, in one run',
  async (t) => {
    for (const [name, spectrum] of Object.entries(spectra)) {
      const { largest, smallest } = await eigenvalues(quadratic({ spectrum, seed: 7 }), {
        largest: 4,
        smallest: 1,
      })
      const wanted = sorted(spectrum)
      const all = [...largest, ...smallest]
      for (const [i, { value, error, converged, residual }] of all.entries()) {
        // the lower end of a power law is too dense to converge: it says so
        if (i === 4 && name === 'power') {
          t.notOk(converged)
          continue
        }
        const exact = (i === 4 ? wanted.at(-1) : wanted[i]) as number
        t.ok(converged, `${name} ${i}`)
        t.ok(Math.abs(value - exact) <= error, `${name} ${i}: ${value}, ${exact}`)
        t.ok(
          (residual as number) <= 1e-3 * Math.max(Math.abs(value), 1e-2),
          `${name} ${i}: ${residual}`,
        )
      }
    }
  },
)

t.test('a vector belongs to its value, and has length 1', async (t) => {
  for (const spectrum of Object.values(spectra)) {
    const operator = quadratic({ spectrum, seed: 9 })
    const { largest, smallest } = await eigenvalues(operator, { largest: 3, smallest: 1 })
    for (const { value, vector, residual } of [...largest, ...smallest]) {
      const product = await operator.apply(vector)
      const off = Math.hypot(...product.map((n, i) => n - value * (vector[i] as number)))
      t.ok(off <= (residual as number) * (1 + 1e-6) + 1e-12, `${value}: ${off}, ${residual}`)
      t.ok(near(Math.hypot(...vector), 1, 1e-12))
    }
  }
})

t.test('a pair that another could still overtake is not accepted', async (t) => {
  const spectrum = Array.from({ length: 400 }, (_, i) => 1 - i / 400)
  const operator = quadratic({ spectrum, seed: 1 })
  for (const seed of [1, 2, 3]) {
    const found = await topEigenvalue(operator, { tolerance: 1e-2, seed })
    t.ok(found.converged, found.reason)
    t.ok(Math.abs(found.value - 1) <= found.error)
  }
  const early = await topEigenvalue(operator, { tolerance: 1e-2, maxSteps: 22, seed: 0 })
  t.match(early, { converged: false, reason: /could overtake it; all 22 steps are spent/ })
  t.ok((early.residual as number) <= 1e-2, 'its own residual is small')
})

t.test('with noise of 1e-4 the top four are within 1 % and their error bars', async (t) => {
  for (const [name, spectrum] of Object.entries(spectra)) {
    const exact = quadratic({ spectrum, seed: 3 })
    const noisy = operatorOf({ dim: exact.dim, product: noise(exact, 1e-4) })
    const { largest } = await eigenvalues(noisy, { largest: 4 })
    const wanted = sorted(spectrum)
    for (const [i, { value, error }] of largest.entries()) {
      t.ok(near(value, wanted[i] as number, 0.01), `${name} ${i}: ${value}`)
      t.ok(Math.abs(value - (wanted[i] as number)) <= error, `${name} ${i}: error ${error}`)
    }
  }
})

t.test(
  '60 steps show each eigenvalue once: without re-orthogonalization 10 would occur six times',
  async (t) => {
    const noiseless = quadratic({ spectrum: spectra.outliers, seed: 2 })
    const { largest } = await eigenvalues(noiseless, { largest: 8, tolerance: 1e-12, maxSteps: 60 })
    t.equal(largest.filter(({ value }) => Math.abs(value - 10) < 0.1).length, 1)
  },
)

t.test('the largest and the smallest are distinguished: {-12, 10}', async (t) => {
  const { largest, smallest } = await eigenvalues(quadratic({ spectrum: [-12, 10], seed: 2 }), {
    largest: 1,
    smallest: 1,
  })
  t.ok(near(largest[0]?.value as number, 10, 1e-12))
  t.ok(near(smallest[0]?.value as number, -12, 1e-12))
})

t.test('a flat point with λ1 = 1e-6, the zero operator and the identity', async (t) => {
  const flat = quadratic({ spectrum: [1e-6, ...Array(20).fill(1e-9)], seed: 1 })
  t.ok(
    near((await topEigenvalue(flat)).value, 1e-6, 1e-6),
    'a rule that divides by |v| + 1e-6 halves it',
  )
  const zero = await eigenvalues(quadratic({ spectrum: new Float64Array(30) }), { largest: 3 })
  t.same(
    zero.largest.map(({ value, error, converged }) => [value, error, converged]),
    Array(3).fill([0, 0, true]),
  )
  const one = await eigenvalues(quadratic({ spectrum: new Float64Array(30).fill(1) }), {
    largest: 3,
  })
  for (const { value, converged } of one.largest) {
    t.ok(near(value, 1, 1e-14), 'no NaN where β is 0, and as often as asked for')
    t.ok(converged)
  }
  const whole = await hutchPlusPlus(quadratic({ spectrum: new Float64Array(100) }), {
    products: 30,
  })
  t.match(whole, { value: 0, error: 0, converged: true })
  t.equal((await xTrace(quadratic({ spectrum: new Float64Array(100) }), { products: 30 })).value, 0)
})
