import type { Optimizer } from '@momenta/core'
import { float64 } from '@momenta/float64'
import { adahessian, sophia } from '@momenta/optimizers'
import t from 'tap'

type Point = { readonly w: Float64Array }

/** Σ |w|: its second derivative is 0, and at 0 there is none. */
const absolute = ({ w }: Point) => ({
  value: w.reduce((sum, n) => sum + Math.abs(n), 0),
  grads: { w: w.map(Math.sign) },
})

const run = (optimizer: Optimizer, steps: number, start: readonly number[]): Float64Array => {
  const { init, step } = float64(optimizer)
  let state = init({ w: Float64Array.from(start) })
  for (let i = 0; i < steps; i++) state = step(absolute, state)
  return state.params.w
}

t.test('a step of AdaHessian is α m/ε where the loss has no second derivative', async (t) => {
  // ε = 1/2, so the first step is 2α against the sign
  t.same(run(adahessian({ learningRate: 0.25, eps: 0.5 }), 1, [4, -3]), [3.5, -2.5])
})

t.test('Sophia stays bounded there, also where an estimate has 0 on both sides', async (t) => {
  const start = [1, -0.5, 0, 1e-4]
  const found = run(sophia({ learningRate: 0.01 }), 20, start)
  // its clipped steps are at most α
  for (const [i, n] of found.entries())
    t.ok(Math.abs(n - (start[i] as number)) <= 20 * 0.01 * (1 + 1e-12), `${found}`)
  t.ok((found[0] as number) < 1 && (found[1] as number) > -0.5, `${found}`)
})
