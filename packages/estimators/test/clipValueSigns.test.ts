import { identity, optimizer } from '@momenta/core'
import { clipValue } from '@momenta/estimators'
import { float64 } from '@momenta/float64'
import t from 'tap'

/** The gradients that clipValue returns: with no transform the parameters move by them, from 0. */
const clipped = (grads: readonly number[], max: number) => {
  const { init, step } = float64(optimizer(identity, clipValue({ max })))
  const oracle = () => ({ value: 0, grads: { w: Float64Array.from(grads) } })
  return Array.from(step(oracle, init({ w: new Float64Array(grads.length) })).params.w)
}

t.test('clipValue clips to [-max, max] and does not change values in between', async (t) => {
  t.same(clipped([-3, -0.25, 0, 0.25, 3], 0.5), [-0.5, -0.25, 0, 0.25, 0.5])
  t.same(clipped([-7, 7], 2), [-2, 2])
})

t.test('clipValue clips infinite gradients, and NaN stays NaN', async (t) => {
  t.same(clipped([-Infinity, Infinity, Number.NaN], 1), [-1, 1, Number.NaN])
})
