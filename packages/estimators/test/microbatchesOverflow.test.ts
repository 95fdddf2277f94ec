import { identity, optimizer } from '@momenta/core'
import { microbatches } from '@momenta/estimators'
import { float64 } from '@momenta/float64'
import t from 'tap'

type Point = { readonly w: Float64Array }

/**
 * The value and the gradients of microbatches with these gradients, each with its first as value.
 */
const meanOf = (...grads: readonly (readonly number[])[]) => {
  const { init, step } = float64(optimizer(identity, microbatches({ count: grads.length })))
  const { params, value } = step(
    (_: Point, microbatch) => {
      const g = grads[microbatch] as readonly number[]
      return { value: g[0] as number, grads: { w: Float64Array.from(g) } }
    },
    init({ w: Float64Array.from(grads[0] as readonly number[], () => 0) }),
  )
  return { value, grads: [...params.w] }
}

const greatest = Number.MAX_VALUE

t.test('the mean of numbers whose sum overflows is finite', async (t) => {
  t.same(meanOf([1e308, -1e308], [1e308, -1e308]), { value: 1e308, grads: [1e308, -1e308] })
  t.equal(meanOf([1.5e308], [1.5e308], [1.5e308], [-1.5e308]).value, 0.75e308)
  t.equal(meanOf([greatest], [greatest], [greatest]).value, greatest)
})

t.test('a microbatch may be large after ones that are not', async (t) => {
  t.equal(meanOf([4], [greatest], [greatest], [0]).value, greatest / 2)
  t.same(meanOf([1, 8], [1e308, 16], [1e308, 0], [0, 0]).grads, [5e307, 6])
})

t.test('where nothing is large the mean is the sum times 1/count, bit for bit', async (t) => {
  // 1 + 2 + 4 = 7, and 7 * 0.3333333333333333 = 2.333333333333333 is rounded once more than 7/3
  t.equal(meanOf([1], [2], [4]).value, 7 * (1 / 3))
  // the sum of three least numbers is 3, and a third of it 1
  t.equal(meanOf([5e-324], [5e-324], [5e-324]).value, 5e-324)
  t.ok(Object.is(meanOf([-0], [-0]).value, -0))
})

t.test('infinite gradients and NaN are unchanged', async (t) => {
  const { POSITIVE_INFINITY: infinity, NaN: nan } = Number
  t.same(meanOf([1, infinity, nan], [1, 1, 1]), { value: 1, grads: [1, infinity, nan] })
})
