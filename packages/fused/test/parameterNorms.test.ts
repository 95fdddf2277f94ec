import '@tensorflow/tfjs-backend-wasm'
import { chain, describe, type Optimizer, optimizer } from '@momenta/core'
import { disposeIterate, eager, type Oracle, type Runner, save } from '@momenta/eager'
import { fused } from '@momenta/fused'
import { adafactor, lamb, withCriticalMomenta, withSAM } from '@momenta/optimizers'
import { masked, scaleByLearningRate, scaleByTrustRatio, trace } from '@momenta/transforms'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

/** Counts the kernels that run. */
let kernels = 0
WebAssembly.Instance = new Proxy(WebAssembly.Instance, {
  construct: (target, [module, imports]) => {
    const made = new target(module, imports)
    const { run } = made.exports
    if (typeof run !== 'function') return made
    return {
      exports: {
        run: (...parameters: readonly number[]) => {
          kernels++
          run(...parameters)
        },
      },
    }
  },
})

const last = scaleByLearningRate({ learningRate: 0.1 })

/** Holds the parameters of a step; a later step writes other numbers into their tensor. */
const keeping = describe({
  name: 'keeping',
  slots: { twice: 'zeros', moved: 'zeros', before: 'zeros' },
  hyper: {},
  init: () => null,
  plan: (host) => ({ next: host, plan: { scalars: {} } }),
  body: (x, { updates, params, slots }) => ({
    updates: x.sub(updates, slots.before),
    slots: { twice: x.add(params, params), moved: slots.twice, before: params },
  }),
})

/** Each measures the parameters. */
const optimizers: { readonly [name: string]: Optimizer } = {
  lamb: lamb({ weightDecay: 0.01 }),
  lambCM: withCriticalMomenta(lamb)({ capacity: 2 }),
  sam: withSAM(lamb()),
  adafactor: adafactor({ minSize: 2 }),
  keeping: optimizer(chain(trace(), scaleByTrustRatio(), keeping, last)),
  masked: optimizer(
    chain(
      masked(trace(), (name) => name !== 'b'),
      masked(scaleByTrustRatio(), (name) => name !== 'c'),
      last,
    ),
  ),
}

type Params = { readonly [name: string]: tf.Tensor }

const oracle: Oracle<Params> = (params) => ({
  value: tf.scalar(0),
  grads: Object.fromEntries(
    Object.entries(params).map(([name, w]) => [name, tf.sub(tf.mul(w, 0.5), 0.25)]),
  ),
})

/** Sizes around the groups of eight elements and the blocks of 1024. */
const first = (): Params =>
  Object.fromEntries(
    Object.entries({ a: [3, 11], b: [7], c: [], d: [0], e: [1024], f: [2, 1029] }).map(
      ([name, shape], leaf) => {
        const size = shape.reduce((all, n) => all * n, 1)
        return [
          name,
          tf.tensor(
            Array.from({ length: size }, (_, i) => Math.sin(leaf + i * i)),
            shape,
          ),
        ]
      },
    ),
  )

const steps = (n: number, { init, step }: Runner, params: Params) => {
  let iterate = init(params)
  for (let i = 0; i < n; i++) iterate = step(oracle, iterate)
  return iterate
}

const ran = async (runner: Runner) => {
  const params = first()
  const iterate = steps(4, runner, params)
  tf.dispose(params)
  const saved = JSON.stringify(await save(iterate))
  disposeIterate(iterate)
  return saved
}

for (const [name, one] of Object.entries(optimizers))
  t.test(`${name}: norms added up as parameters are stored have the bits of eager`, async (t) => {
    await tf.setBackend('wasm')
    const before = tf.memory().numTensors
    t.equal(await ran(fused(one)), await ran(eager(one)))
    t.equal(tf.memory().numTensors, before)
  })

t.test('tensors that were parameters once, and were overwritten, are measured', async (t) => {
  await tf.setBackend('wasm')
  const restarted = async (runner: Runner) => {
    const params = first()
    const iterate = steps(3, runner, params)
    const held = iterate.state.parts.find(({ slots }) => slots.twice)?.slots.twice as Params
    tf.dispose(iterate.params)
    const again = runner.step(oracle, { ...iterate, params: { ...held } })
    const saved = JSON.stringify(await save(again))
    disposeIterate(again)
    tf.dispose(params)
    return saved
  }
  const { keeping: one } = optimizers
  t.equal(await restarted(fused(one as Optimizer)), await restarted(eager(one as Optimizer)))
})

t.test('parameters in other tensors of the same leaves are measured', async (t) => {
  await tf.setBackend('wasm')
  const moved = async ({ init, step }: Runner) => {
    const params = first()
    const iterate = step(oracle, step(oracle, init(params)))
    const others = Object.fromEntries(
      Object.entries(iterate.params as Params).map(([name, w]) => [name, tf.mul(w, 3)]),
    )
    tf.dispose(iterate.params)
    const next = step(oracle, { ...iterate, params: others })
    const saved = JSON.stringify(await save(next))
    disposeIterate(next)
    tf.dispose(params)
    return saved
  }
  t.equal(await moved(fused(lamb())), await moved(eager(lamb())))
})

t.test('a step of LAMB after the first runs two kernels', async (t) => {
  await tf.setBackend('wasm')
  const w = tf.tensor1d([1, 2, 3])
  const { init, step } = fused(lamb())
  const counts: number[] = []
  let iterate = init<Params>({ w })
  for (let i = 0; i < 3; i++) {
    kernels = 0
    iterate = step(oracle, iterate)
    counts.push(kernels)
  }
  t.same(counts, [3, 2, 2])
  disposeIterate(iterate)
  w.dispose()
})
