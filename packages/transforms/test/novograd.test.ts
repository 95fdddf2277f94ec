import { optimizer } from '@momenta/core'
import { float64 } from '@momenta/float64'
import { scaleByNovograd } from '@momenta/transforms'
import t from 'tap'

t.test('a gradient that is not finite leaves the number of its leaf', async (t) => {
  const one = optimizer(scaleByNovograd({ b2: 0, eps: 0 }))
  const { init, step } = float64(one)
  const after = (grad: number, from = init([Float64Array.of(1), Float64Array.of(1)])) =>
    step(() => ({ value: 0, grads: [Float64Array.of(grad), Float64Array.of(2)] }), from)
  for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY, 1e200]) {
    const broken = after(wrong)
    t.same(broken.state.parts[0]?.host, { byLeaf: { 0: null, 1: 4 } })
    t.equal(broken.params[1]?.[0], 2)
    t.same(after(3, broken).state.parts[0]?.host, { byLeaf: { 0: 9, 1: 4 } })
  }
})
