import { type Estimator, identity, optimizer } from '@momenta/core'
import * as estimators from '@momenta/estimators'
import { float64 } from '@momenta/float64'
import t from 'tap'

const { clipNorm, microbatches, sam } = estimators

type Point = { readonly w: Float64Array }
type Call = { readonly at: number; readonly microbatch: number; readonly evaluation: number }

const from: Point = { w: Float64Array.of(3) }

/**
 * L = w on every microbatch; the auxiliary outputs are the point, and 10 to the power of the
 * microbatch.
 */
const observe = (...list: readonly Estimator[]) => {
  const { init, step } = float64(optimizer(identity, ...list))
  const calls: Call[] = []
  const { aux } = step(({ w }: Point, microbatch, evaluation = -1) => {
    const at = w[0] as number
    calls.push({ at, microbatch, evaluation })
    return {
      value: at,
      grads: { w: Float64Array.of(1) },
      aux: { point: w.slice(), batch: [Float64Array.of(10 ** microbatch)] },
    }
  }, init(from))
  return { calls, aux }
}

t.test('every estimator returns the auxiliary outputs of the unperturbed point', async (t) => {
  for (const factory of Object.values(estimators)) {
    const { aux } = observe(factory())
    // the mean of four times 3 is exact
    t.same(aux?.point, from.w, factory().name)
  }
})

t.test('sam evaluates 0 at the point and 1 at the perturbed one', async (t) => {
  const { calls, aux } = observe(sam({ rho: 0.5 }))
  // the norm of g = 1 is 1, and 1e-12 beside it is below 1e-11
  t.same(
    calls.map(({ at, evaluation }) => [Math.round(at * 1e9) / 1e9, evaluation]),
    [
      [3, 0],
      [3.5, 1],
    ],
  )
  t.same(aux, { point: from.w, batch: [Float64Array.of(1)] })
})

t.test('sam of sam has four evaluations, of which only 0 is unperturbed', async (t) => {
  const { calls, aux } = observe(sam({ rho: 0.5 }), sam({ rho: 0.25 }))
  t.same(
    calls.map(({ at, evaluation }) => [Math.round(at * 1e9) / 1e9, evaluation]),
    [
      [3, 0],
      [3.5, 1],
      [3.25, 2],
      [3.75, 3],
    ],
  )
  t.same(aux?.point, from.w)
})

t.test('microbatches averages the auxiliary outputs', async (t) => {
  // (1 + 10 + 100 + 1000)/4
  t.same(observe(microbatches({ count: 4 })).aux?.batch, [Float64Array.of(277.75)])
  t.same(observe(microbatches({ count: 1 })).aux?.batch, [Float64Array.of(1)])
})

t.test('sam and microbatches in either order average unperturbed outputs', async (t) => {
  for (const list of [
    [sam(), microbatches({ count: 2 })],
    [microbatches({ count: 2 }), sam()],
  ]) {
    const { calls, aux } = observe(...list, clipNorm({ max: 0.1 }))
    t.same(aux, { point: from.w, batch: [Float64Array.of(5.5)] })
    t.same(
      calls.filter(({ evaluation }) => evaluation === 0).map(({ microbatch }) => microbatch),
      [0, 1],
    )
    t.equal(calls.length, 4)
  }
})

t.test(
  'outputs of different trees or shapes, or missing on some microbatches, are errors',
  async (t) => {
    const { init, step } = float64(optimizer(identity, microbatches({ count: 2 })))
    const stepWith = (second: object) =>
      step(
        (_: Point, microbatch) => ({
          value: 0,
          grads: { w: Float64Array.of(1) },
          ...(microbatch === 0 ? { aux: { m: Float64Array.of(1) } } : second),
        }),
        init(from),
      )
    const says =
      'step: the auxiliary outputs must have the same names and shapes on all microbatches'
    t.throws(() => stepWith({ aux: { m: Float64Array.of(1, 2) } }), {
      message: `${says}, got [["m",[2]]] after [["m",[1]]]`,
    })
    t.throws(() => stepWith({ aux: { v: Float64Array.of(1) } }), {
      message: `${says}, got [["v",[1]]] after [["m",[1]]]`,
    })
    t.throws(() => stepWith({}), { message: `${says}, got none after [["m",[1]]]` })
  },
)

t.test('an estimator that drops the auxiliary outputs is named', async (t) => {
  const dropping: Estimator = {
    name: 'dropping',
    wrap: (oracle) => (params, microbatch) => {
      const { value, grads } = oracle(params, microbatch)
      return { value, grads }
    },
  }
  t.throws(() => observe(dropping), {
    message:
      "step: an estimator must return the auxiliary outputs (aux) of the oracle that it wraps, got none from 'dropping'",
  })
})

t.test(
  'without auxiliary outputs an iterate has none, and outputs that are not arrays are errors',
  async (t) => {
    const { init, step } = float64(optimizer(identity, sam()))
    const grads = () => ({ w: Float64Array.of(1) })
    t.notOk('aux' in step((_: Point) => ({ value: 0, grads: grads() }), init(from)))
    t.throws(() => step((_: Point) => ({ value: 0, grads: grads(), aux: { m: 3 } }), init(from)), {
      message:
        "step: the auxiliary outputs: a tree holds leaves, lists and plain records, got number at 'm'",
    })
  },
)

t.test('the auxiliary outputs of an iterate are its own', async (t) => {
  const reused = Float64Array.of(1)
  const { init, step } = float64(optimizer(identity))
  const oracle = () => ({ value: 0, grads: { w: Float64Array.of(1) }, aux: reused })
  const first = step(oracle, init(from))
  reused[0] = 2
  const second = step(oracle, first)
  t.same([first.aux?.[0], second.aux?.[0]], [1, 2])
})
