import {
  asFloat32,
  bounded,
  checkHeld,
  difference,
  exactly,
  type Failure,
  failureOf,
  heldNow,
  mayBe,
  sentinels,
} from '@momenta/fuzz'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

const failureIn = (run: () => void): Failure | undefined => {
  try {
    run()
    return undefined
  } catch (error) {
    return failureOf('a run', error)
  }
}

t.test(
  'a difference tells -0 from 0 and no NaN from another, and finds what is missing',
  async (t) => {
    const of = (...numbers: readonly number[]) => new Map([['w', numbers]])
    t.equal(difference(of(Number.NaN, 1), of(Number.NaN, 1)), undefined)
    t.equal(difference(of(0), of(-0)), 'w[0] is 0 and 0')
    t.equal(difference(new Map(), of(1)), 'w is missing')
    t.equal(difference(of(1), of(1, 2)), 'w has 1 and 2 elements')
    t.ok(difference(of(1), of(1.01), { tensors: 1e-3 }))
    // what a step from 20 adds is rounded relative to 20
    t.equal(difference(of(1), of(1.01), { tensors: 1e-3, before: of(-20) }), undefined)
    t.ok(difference(of(1), of(1.01), { tensors: 1e-3, before: of(Number.POSITIVE_INFINITY) }))
    const host = (text: string) => new Map([['host', text]])
    t.equal(difference(host('[1]'), host('[1.00000001]'), { host: 1e-6 }), undefined)
    t.ok(difference(host('[1]'), host('[1.00000001]')))
    t.ok(difference(host('[1,2]'), host('[1]'), { host: 1e-6 }))
  },
)

t.test('bounds hold what float32 gives, and no more', async (t) => {
  const [a, b] = [exactly([1 / 3].map(Math.fround)), exactly([0.1].map(Math.fround))]
  const { values, errors } = bounded.div(bounded.mul(a, b), bounded.sub(a, b))
  const [x, y] = [Math.fround(1 / 3), Math.fround(0.1)]
  const got = Math.fround(Math.fround(x * y) / Math.fround(x - y))
  t.equal(mayBe(got, values[0] as number, errors[0] as number), true)
  t.equal(mayBe(got * (1 + 1e-5), values[0] as number, errors[0] as number), false)
  t.equal(mayBe(Number.POSITIVE_INFINITY, 1, 1e-3), false)
  t.equal(mayBe(5, 1, Number.POSITIVE_INFINITY), undefined)
  t.same(asFloat32(exactly([1, -3e38])).errors, [0, 0])
  const product = asFloat32(bounded.mul(exactly([3e38]), exactly([1.25])))
  t.same(product.errors, [Number.POSITIVE_INFINITY], 'nothing is known of what overflows')
})

t.test(
  'a write into foreign memory, a leak, and a tensor that is disposed of are seen',
  async (t) => {
    await tf.setBackend('cpu')
    const guards = sentinels([3])
    t.equal(
      failureIn(() => guards.check(1, 'x')),
      undefined,
    )
    const floor = heldNow()
    const tensor = tf.scalar(1)
    t.match(
      failureIn(() => checkHeld(floor, new Set(), 1, 'x')),
      { kind: 'x leaks' },
    )
    t.equal(
      failureIn(() => checkHeld(floor, new Set([tensor]), 1, 'x')),
      undefined,
    )
    tensor.dispose()
    t.match(
      failureIn(() => checkHeld(floor, new Set([tensor]), 1, 'x')),
      { kind: /disposes/ },
    )
    guards.dispose()
  },
)
