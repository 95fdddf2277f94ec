import { memoriesOf } from '@momenta/core'
import { float64 } from '@momenta/float64'
import { officialSGDC } from '@momenta/optimizers/official'
import t from 'tap'

t.test('criticalTest 1 stores no gradient that is not finite in its first slot', async (t) => {
  const one = officialSGDC({ topC: 1, decay: 0.5, criticalTest: 1 })
  const { init, step } = float64(one)
  const towards = (g: number) => () => ({ value: 0, grads: { w: Float64Array.of(g) } })
  const full = step(towards(4), init({ w: Float64Array.of(0) }))
  const after = step(towards(Number.NaN), full)
  const [memory] = memoriesOf(one.transform, after.state)
  // the key 4, halved after each of two offers; the entry is the first gradient
  t.same(memory?.keys, [1])
  t.same(memory?.entries, [[Float64Array.of(4)]])
})
