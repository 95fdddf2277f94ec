import { gaussianSharpness, quadraticObjective } from '@momenta/probes'
import t from 'tap'
import { away } from './awayQuadratic.js'
import { near } from './vectors.js'

t.test(
  'the average case is σ²tr(A)/2, scaled σ²Σw²A/2, and four times as great at 2σ',
  async (t) => {
    const objective = quadraticObjective(away)
    for (const seed of [1, 2, 3]) {
      const one = await gaussianSharpness(objective, { sigma: 0.02, pairs: 400, seed })
      const two = await gaussianSharpness(objective, { sigma: 0.04, pairs: 400, seed })
      t.ok(Math.abs(one.value - (0.02 ** 2 * 15.5) / 2) <= 3 * one.error)
      t.ok(near(two.value, 4 * one.value, 1e-9), 'a sigma that is ignored gives 1')
      t.match(one, { losses: 802, gradients: 1, seed })
    }
    const diagonal = quadraticObjective({ spectrum: [4, 2, 1], point: [1, -2, 0.5] })
    const scaled = await gaussianSharpness(diagonal, { sigma: 0.1, adaptive: true, pairs: 2000 })
    t.ok(Math.abs(scaled.value - (0.01 * (4 + 8 + 0.25)) / 2) <= 3 * scaled.error)
    // pairs cancel the gradient: without them its share of the spread would be ten times the value
    const steep = quadraticObjective({ spectrum: [1, 1], point: [100, 100] })
    const found = await gaussianSharpness(steep, { sigma: 0.01, pairs: 100 })
    t.ok(near(found.value, 1e-4, 0.3) && found.error < 2e-5)
    t.match(await gaussianSharpness(objective, { pairs: 1 }), { converged: false })
  },
)

t.test('its standard error covers the truth in 95 ± 5 % of 200 seeds', async (t) => {
  const objective = quadraticObjective({
    spectrum: Array.from({ length: 30 }, (_, i) => 1 / (1 + i)),
    seed: 1,
  })
  const trace = Array.from({ length: 30 }, (_, i) => 1 / (1 + i)).reduce((a, b) => a + b)
  const runs = await Promise.all(
    Array.from({ length: 200 }, (_, seed) =>
      gaussianSharpness(objective, { sigma: 0.1, pairs: 60, seed }),
    ),
  )
  const covered = runs.filter(
    ({ value, error }) => Math.abs(value - (0.01 * trace) / 2) <= 1.96 * error,
  )
  t.ok(covered.length >= 180 && covered.length <= 200, `${covered.length} of 200`)
  const rms = (numbers: readonly number[]) => Math.sqrt(numbers.reduce((sum, n) => sum + n * n, 0))
  const tightness =
    rms(runs.map(({ value }) => value - (0.01 * trace) / 2)) / rms(runs.map(({ error }) => error))
  t.ok(tightness >= 0.75 && tightness <= 1.33, `no wider than it need be: ${tightness}`)
})
