import { describe, type Estimator, optimizer, type Transform } from '@momenta/core'
import { gaussNewtonBartlett, sam } from '@momenta/estimators'
import { float64 } from '@momenta/float64'
import t from 'tap'

/** The updates are the diagonal of the Hessian where it is given, else −7. */
const showHessian: Transform = describe({
  name: 'showHessian',
  slots: {},
  hyper: {},
  companions: ['hessian'],
  init: () => null,
  plan: (host, { more }) => ({ next: host, plan: { scalars: {}, more } }),
  body: (x, { more: { hessian } }) => ({ updates: hessian ?? x.of(-7), slots: {} }),
})

/** The updates and the evaluations of each of three steps; gradients of drawn labels are 3. */
const ran = (...estimators: readonly Estimator[]) => {
  const { init, step } = float64(optimizer(showHessian, ...estimators))
  let iterate = init({ w: Float64Array.of(0) })
  return Array.from({ length: 3 }, () => {
    const before = iterate.params.w[0] as number
    const evaluations: number[] = []
    iterate = step((_, _microbatch, evaluation = 0) => {
      evaluations.push(evaluation)
      return { value: 0, grads: { w: Float64Array.of(evaluation % 2 === 1 ? 3 : 1) } }
    }, iterate)
    return { update: (iterate.params.w[0] as number) - before, evaluations }
  })
}

t.test(
  'the estimate is the batch times the squares of the gradients of drawn labels',
  async (t) => {
    // √16 · 3, squared
    t.same(
      ran(gaussNewtonBartlett({ batch: 16, every: 2 })).map(({ update }) => update),
      [144, -7, 144],
    )
  },
)

t.test('draws have odd numbers, each step another one, as the seed says', async (t) => {
  const drawsOf = (seed: number) =>
    ran(gaussNewtonBartlett({ batch: 4, seed })).map(({ evaluations }) => evaluations)
  const draws = drawsOf(0).map(([first, second, ...others]) => {
    t.same([first, others], [0, []])
    return second as number
  })
  t.ok(draws.every((n) => Number.isSafeInteger(n) && n % 2 === 1 && n > 0))
  t.equal(new Set([...draws, ...drawsOf(1).flat()]).size, 3 + 3 + 1)
  t.same(drawsOf(0), drawsOf(0))
})

t.test('evaluations of estimators after it have even numbers', async (t) => {
  const [first, second] = ran(gaussNewtonBartlett({ batch: 4, every: 2 }), sam())
  t.same(
    first?.evaluations.map((n) => n % 2),
    [0, 1, 0],
  )
  t.same(second?.evaluations, [0, 2])
})
