import { float64 } from '@momenta/float64'
import {
  dadaptAdagrad,
  dadaptAdam,
  dadaptAdan,
  prodigy,
  withCriticalGradients,
  withCriticalMomenta,
} from '@momenta/optimizers'
import t from 'tap'

/** The parameters after 300 steps on Σ cᵢ wᵢ²/2 from (1, …, 1), whose minimum is 0. */
const trained = (optimizer: Parameters<typeof float64>[0]): Float64Array => {
  const { init, step } = float64(optimizer)
  let iterate = init({ w: Float64Array.from({ length: 8 }, () => 1) })
  for (let k = 0; k < 300; k++)
    iterate = step(({ w }) => {
      const grads = { w: w.map((n, i) => 2 ** -i * n) }
      return { value: grads.w.reduce((sum, g, i) => sum + (g * (w[i] ?? 0)) / 2, 0), grads }
    }, iterate)
  return iterate.params.w
}

for (const optimizer of [prodigy, dadaptAdam, dadaptAdagrad, dadaptAdan])
  for (const remembering of [withCriticalMomenta, withCriticalGradients]) {
    const made = remembering(optimizer)
    // estimated from the aggregates, the distance grew until the parameters were 8 to 10⁷ away
    t.test(`${made.name} estimates the distance from the gradients and stays near`, async (t) => {
      const farthest = Math.max(...trained(made()).map(Math.abs))
      t.ok(farthest < 2, `farthest ${farthest}`)
    })
  }
