import { identity, optimizer } from '@momenta/core'
import { microbatches } from '@momenta/estimators'
import { float64 } from '@momenta/float64'
import t from 'tap'

type Point = { readonly w: Float64Array }

/** The microbatches asked for, and the gradient returned where that of microbatch i is 2^i. */
const asked = (...counts: readonly number[]) => {
  const chosen = optimizer(identity, ...counts.map((count) => microbatches({ count })))
  const { init, step } = float64(chosen)
  const numbers: number[] = []
  const { params } = step(
    (_: Point, microbatch) => {
      numbers.push(microbatch)
      return { value: 0, grads: { w: Float64Array.of(2 ** microbatch) } }
    },
    init({ w: Float64Array.of(0) }),
  )
  return { numbers, gradient: params.w[0] }
}

t.test('nested microbatches evaluate each microbatch once', async (t) => {
  // outer microbatch i is split into those from 3 i to 3 i + 2
  t.same(asked(3, 2).numbers, [0, 1, 2, 3, 4, 5])
})

t.test('the gradient is the mean for one, two and four microbatches', async (t) => {
  t.equal(asked(1).gradient, 1)
  t.equal(asked(2).gradient, 1.5)
  t.equal(asked(4).gradient, 3.75)
})
