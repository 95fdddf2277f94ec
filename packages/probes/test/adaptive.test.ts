import { gaussianSharpness, type Objective, objectiveOf, worstSharpness } from '@momenta/probes'
import t from 'tap'
import { near } from './vectors.js'

/**
 * L = (1 − w1 w2)²/2 on its valley w1 w2 = 1: the same function everywhere, with curvature w1² +
 * w2².
 */
const valley = (w: number): Objective =>
  objectiveOf({
    point: [w, 1 / w],
    batches: [
      {
        size: 1,
        gradient: ([a = 0, b = 0]) => {
          const r = 1 - a * b
          return { value: r ** 2 / 2, gradient: Float64Array.of(-r * b, -r * a) }
        },
      },
    ],
  })

t.test('adaptive measures are invariant to rescaling, the others grow with it', async (t) => {
  const [rho, sigma] = [0.1, 0.05]
  for (const w of [1, 2, 4]) {
    const adaptive = { rho, adaptive: true, adaptiveBias: true, steps: 40 }
    const worst = await worstSharpness(valley(w), adaptive)
    t.ok(near(worst.value, rho ** 2 * (1 + rho / Math.sqrt(8)) ** 2, 1e-6), `${w}: ${worst.value}`)
    const mean = await gaussianSharpness(valley(w), { sigma, adaptive: true, pairs: 2000 })
    t.ok(
      Math.abs(mean.value - (sigma ** 2 + sigma ** 4 / 2)) <= 3 * mean.error,
      `${w}: ${mean.value}`,
    )
    t.ok(mean.error < 0.05 * mean.value)
    const plain = await worstSharpness(valley(w), { rho: 1e-3, steps: 40 })
    t.ok(near(plain.value, (1e-6 * (w ** 2 + 1 / w ** 2)) / 2, 0.01))
  }
  const biases = await worstSharpness(valley(4), { rho, adaptive: true, steps: 40 })
  t.notOk(
    near(biases.value, rho ** 2, 0.5),
    'leaves of rank below 2 are not scaled unless asked for',
  )
  t.match(biases.how, /rho = 0.1/)
})
