import '@tensorflow/tfjs-backend-wasm'
import {
  chain,
  describe,
  infallible,
  type Optimizer,
  optimizer,
  type Transform,
} from '@momenta/core'
import { disposeIterate, eager, type Oracle, type Runner, save } from '@momenta/eager'
import { fused } from '@momenta/fused'
import { lamb } from '@momenta/optimizers'
import { scaleByAdam, scaleByLearningRate, scaleByTrustRatio } from '@momenta/transforms'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

type Params = { readonly [name: string]: tf.Tensor }
type Gradients = (params: Params) => Params

const last = scaleByLearningRate({ learningRate: 0.1 })
const start = (): Params => ({ a: tf.tensor1d([1, -2, 3]), b: tf.tensor1d([0.5, 4, -1]) })
const mapped = (params: Params, f: (w: tf.Tensor) => tf.Tensor): Params =>
  Object.fromEntries(Object.entries(params).map(([name, w]) => [name, f(w)]))
const apart: Gradients = (params) => mapped(params, (w) => tf.sub(tf.mul(w, 0.5), 0.25))

const ran = async ({ init, step }: Runner, gradients: Gradients) => {
  const oracle: Oracle<Params> = (params) => ({ value: tf.scalar(0), grads: gradients(params) })
  const first = start()
  let iterate = init(first)
  tf.dispose(first)
  for (let i = 0; i < 4; i++) iterate = step(oracle, iterate)
  const saved = JSON.stringify(await save(iterate))
  disposeIterate(iterate)
  return saved
}

/** The tensors that a step in the middle of a run allocates after its gradients. */
const allocatedBy = async (one: Optimizer): Promise<number> => {
  await tf.setBackend('wasm')
  const backend = tf.backend() as tf.KernelBackend & { makeOutput: (...args: never[]) => unknown }
  const { init, step } = fused(one)
  const first = start()
  const { makeOutput } = backend
  let [made, counts] = [0, false]
  const oracle: Oracle<Params> = (params) => {
    const grads = apart(params)
    made = 0
    counts = true
    return { value: tf.scalar(0), grads }
  }
  backend.makeOutput = (...args) => {
    // parameters move to a new tensor on their memory
    if (counts && args[2] === undefined) made += 1
    return makeOutput.apply(backend, args)
  }
  let iterate = init(first)
  for (let i = 0; i < 3; i++) iterate = step(oracle, iterate)
  backend.makeOutput = makeOutput
  disposeIterate(iterate)
  tf.dispose(first)
  return made
}

/** Adds the gradient to updates, after their norms. */
const addGradient = infallible(
  describe({
    name: 'addGradient',
    slots: {},
    hyper: {},
    needs: ['updates'],
    init: () => null,
    plan: (host, { updates }) => ({
      next: host,
      plan: updates.map((norm) => ({ scalars: { norm: Math.min(norm, 1) } })),
    }),
    body: (x, { updates, grads, scalars }) => ({
      updates: x.add(updates, x.mul(scalars.norm, grads)),
      slots: {},
    }),
  }),
)

t.test('updates between two passes take the memory of the gradient', async (t) => {
  t.equal(await allocatedBy(lamb()), 0)
  const then = (part: Transform) => optimizer(chain(scaleByAdam(), part, last))
  t.equal(await allocatedBy(then(scaleByTrustRatio())), 0)
  t.equal(await allocatedBy(then(addGradient)), 2, 'unless a part after them reads it')
})

/** Gradients that something else holds, too. */
const held: { readonly [how: string]: Gradients } = {
  'the same tensor for two leaves': (params) => {
    const one = tf.mul(params.a as tf.Tensor, 0.5)
    return { a: one, b: one }
  },
  'two tensors of one memory': (params) => {
    const one = tf.mul(params.a as tf.Tensor, 0.5)
    return { a: one, b: tf.clone(one) }
  },
  'gradients on the memory of the parameters': (params) => mapped(params, (w) => tf.clone(w)),
}

for (const [how, gradients] of Object.entries(held))
  t.test(`${how}: a step has the bits of eager`, async (t) => {
    await tf.setBackend('wasm')
    t.equal(await ran(fused(lamb()), gradients), await ran(eager(lamb()), gradients))
  })

t.test('a part that reads the gradient after a norm has the bits of eager', async (t) => {
  await tf.setBackend('wasm')
  const one = optimizer(chain(scaleByAdam(), addGradient, scaleByTrustRatio(), last))
  t.equal(await ran(fused(one), apart), await ran(eager(one), apart))
})

t.test('a gradient that something else holds keeps its numbers', async (t) => {
  await tf.setBackend('wasm')
  const kept: tf.Tensor[] = []
  const { init, step } = fused(lamb())
  const first = start()
  const oracle: Oracle<Params> = (params) => {
    const grads = apart(params)
    for (const grad of Object.values(grads)) kept.push(tf.keep(tf.clone(grad)))
    return { value: tf.scalar(0), grads }
  }
  const iterate = step(oracle, init(first))
  t.same([...(kept[0]?.dataSync() ?? [])], [0.25, -1.25, 1.25])
  t.same([...(kept[1]?.dataSync() ?? [])], [0, 1.75, -0.75])
  disposeIterate(iterate)
  tf.dispose([first, kept])
})

/** Reads the gradient unless the norm is 1. */
const lying = infallible(
  describe({
    name: 'lying',
    slots: {},
    hyper: {},
    needs: ['updates'],
    init: () => null,
    plan: (host, { updates }) => ({
      next: host,
      plan: updates.map((norm) => ({
        scalars: {},
        variant: { reads: norm !== 1 },
      })),
    }),
    body: (x, { updates, grads, variant }) => ({
      updates: variant.reads ? x.add(updates, grads) : updates,
      slots: {},
    }),
  }),
)

t.test('an infallible part that reads the gradient for some norms is an error', async (t) => {
  await tf.setBackend('wasm')
  const { init, step } = fused(optimizer(chain(scaleByAdam(), lying, last)))
  const first = start()
  const oracle: Oracle<Params> = (params) => ({ value: tf.scalar(0), grads: apart(params) })
  // in the first step the state has no memory to be overwritten
  const iterate = step(oracle, init(first))
  t.throws(() => step(oracle, iterate), {
    message:
      "step: the bodies of 'lying' must read the same tensors whatever is measured, since its plan is declared infallible, got one that reads the gradient at times; omit infallible",
  })
  disposeIterate(iterate)
  tf.dispose(first)
})
