import { massBetween, quadratic, spectralDensity } from '@momenta/probes'
import t from 'tap'
import { spectra } from './spectra.js'

t.test(
  'the density of {1 x 30, 5 x 30} has half of its mass at each, and weights that sum to 1',
  async (t) => {
    const spectrum = [...Array(30).fill(1), ...Array(30).fill(5)] as number[]
    let covered = 0
    for (let seed = 0; seed < 200; seed++) {
      const operator = quadratic({ spectrum, seed: 1 })
      const density = await spectralDensity(operator, { runs: 10, steps: 10, seed, sigma: 0.1 })
      const half = massBetween(density, 4, 6)
      if (Math.abs(half.value - 0.5) <= 2.262 * half.error) covered++
      for (const run of density.nodes)
        t.ok(Math.abs(run.reduce((sum, { weight }) => sum + weight, 0) - 1) < 1e-12)
      t.ok(Math.abs(density.integral - 1) < 1e-6)
      t.ok(Math.abs(massBetween(density, 0, 6).value - 1) < 1e-12)
      t.ok(
        density.nodes.every((run) => run.length === 2),
        'two eigenvalues, two nodes: the space is exhausted',
      )
    }
    t.ok(covered >= 180, `2.262 standard errors (t, 9 degrees of freedom) cover: ${covered} of 200`)
  },
)

t.test('a density has warnings: one run, too few points', async (t) => {
  const operator = quadratic({ spectrum: spectra.power, seed: 1 })
  t.match(await spectralDensity(operator, { runs: 1 }), { converged: false, reason: /one run/ })
  t.match(await spectralDensity(operator, { points: 10 }), {
    converged: false,
    reason: /integrates to/,
  })
  const found = await spectralDensity(operator, { sigma: 1e-9 })
  t.ok(found.sigma >= 1e-3 * 0.99, 'never narrower than 1e-4 of the largest eigenvalue')
})

t.test(
  'an interval whose ends are exchanged is an error, one of a single number is not',
  async (t) => {
    const density = await spectralDensity(quadratic({ spectrum: [2, 2, 2] }))
    t.throws(() => massBetween(density, 3, 1), {
      message: 'massBetween: from must be at most to, got 3 and 1; exchange them',
    })
    t.equal(massBetween(density, 3, 3).value, 0)
    t.equal(massBetween(density, -Infinity, Infinity).value, 1)
  },
)
