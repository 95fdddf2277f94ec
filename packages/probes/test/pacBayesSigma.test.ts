import { pacBayesSigma } from '@momenta/probes'
import t from 'tap'
import { near } from './vectors.js'

t.test('PAC-Bayes sigma of a threshold is |w|/1.2816, a standard deviation', async (t) => {
  const accuracy = ([w = 0]: Float64Array) => (w > 0 ? 1 : 0)
  for (const w of [0.5, 1, 2]) {
    const found = await pacBayesSigma({ point: Float64Array.of(w), accuracy, draws: 4000, seed: 3 })
    const wanted = w / 1.2816
    t.ok(Math.abs(found.value - wanted) <= 3 * found.error, `${w}: ${found.value} ± ${found.error}`)
    t.ok(found.error < 0.05 * wanted)
    t.ok(found.converged)
    t.ok(near(found.flatness, 1 / found.value ** 2, 1e-12))
    const scaled = await pacBayesSigma({
      point: Float64Array.of(w),
      accuracy,
      draws: 4000,
      adaptive: true,
      eps: 1e-9,
    })
    t.ok(Math.abs(scaled.value - 1 / 1.2816) <= 3 * scaled.error, 'magnitude-aware: blind to w')
  }
  const robust = await pacBayesSigma({ point: Float64Array.of(1), accuracy: () => 1 })
  t.match(robust, { converged: false, reason: /falls by 0 only/, value: 2 })
  t.match(await pacBayesSigma({ point: Float64Array.of(1), accuracy, draws: 1 }), {
    converged: false,
  })
})
