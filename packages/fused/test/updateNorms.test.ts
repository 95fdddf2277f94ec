import '@tensorflow/tfjs-backend-wasm'
import { chain, describe, infallible, type Optimizer, optimizer, remember } from '@momenta/core'
import { disposeIterate, eager, type Iterate, type Oracle, type Runner, save } from '@momenta/eager'
import { fused } from '@momenta/fused'
import { adafactor, lamb, withCriticalMomenta } from '@momenta/optimizers'
import {
  asGradients,
  clipByLeafRms,
  ema,
  masked,
  scaleByFactoredRms,
  scaleByLearningRate,
  scaleByTrustRatio,
  scheduled,
  trace,
} from '@momenta/transforms'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

const last = scaleByLearningRate({ learningRate: 0.1 })

/** Its updates are its slot before the step. */
const delayed = describe({
  name: 'delayed',
  slots: { before: 'zeros' },
  hyper: {},
  init: () => null,
  plan: (host) => ({ next: host, plan: { scalars: {} } }),
  body: (x, { updates, slots }) => ({
    updates: slots.before,
    slots: { before: x.add(updates, updates) },
  }),
})

/** Each measures the norms of updates that parts before it computed. */
const optimizers: { readonly [name: string]: Optimizer } = {
  lamb: lamb({ weightDecay: 0.01 }),
  lambCM: withCriticalMomenta(lamb)({ capacity: 2 }),
  twice: optimizer(chain(ema(), clipByLeafRms({ max: 0.5 }), trace(), scaleByTrustRatio(), last)),
  rebound: optimizer(
    chain(
      ema(),
      asGradients(),
      trace(),
      clipByLeafRms({ max: 0.1 }),
      remember({ capacity: 2 }),
      last,
    ),
  ),
  masked: optimizer(
    chain(
      masked(trace(), (name) => name !== 'b'),
      scaleByTrustRatio(),
      last,
    ),
  ),
  lines: adafactor({ minSize: 2 }),
  linesOfThree: optimizer(
    chain(scaleByFactoredRms({ minSize: 2 }), trace(), scaleByTrustRatio(), last),
  ),
  delayed: optimizer(chain(ema(), delayed, scaleByTrustRatio(), last)),
  many: optimizer(chain(remember({ capacity: 9 }), scaleByTrustRatio(), last)),
}

type Params = { readonly [name: string]: tf.Tensor }

const oracle: Oracle<Params> = (params) => ({
  value: tf.scalar(0),
  grads: Object.fromEntries(
    Object.entries(params).map(([name, w]) => [name, tf.sub(tf.mul(w, 0.5), 0.25)]),
  ),
})

const first = (): Params => ({
  a: tf.tensor2d(
    Array.from({ length: 33 }, (_, i) => Math.sin(i * i)),
    [3, 11],
  ),
  b: tf.tensor1d([0.5, -2, 3]),
  c: tf.scalar(-1),
  d: tf.zeros([0]),
  e: tf.tensor3d(
    Array.from({ length: 2 * 5 * 7 }, (_, i) => Math.cos(i * i)),
    [2, 5, 7],
  ),
})

const ran = async ({ init, step }: Runner) => {
  const params = first()
  let iterate = init(params)
  tf.dispose(params)
  for (let i = 0; i < 5; i++) iterate = step(oracle, iterate)
  const saved = JSON.stringify(await save(iterate))
  disposeIterate(iterate)
  return saved
}

for (const [name, one] of Object.entries(optimizers))
  t.test(
    `${name}: norms of updates that are added up as they are stored have the bits of eager`,
    async (t) => {
      await tf.setBackend('wasm')
      const before = tf.memory().numTensors
      t.equal(await ran(fused(one)), await ran(eager(one)))
      t.equal(tf.memory().numTensors, before)
    },
  )

const passesOf = (one: Optimizer): number | undefined => {
  const params = first()
  const { init, step, explain } = fused(one)
  const iterate = step(oracle, init(params))
  disposeIterate(iterate)
  tf.dispose(params)
  return explain()?.passes.filter(({ leaves }) => leaves > 0).length
}

t.test(
  'parts before a norm of updates have a pass of their own, which moves nothing',
  async (t) => {
    await tf.setBackend('wasm')
    const names = (one: Optimizer) => {
      const { init, step, explain } = fused(one)
      const w = tf.tensor1d([1, 2])
      let iterate = init<Params>({ w })
      for (let i = 0; i < 10; i++) iterate = step(oracle, iterate)
      disposeIterate(iterate)
      w.dispose()
      return explain()?.passes.map(({ parts }) => parts.length)
    }
    t.same(names(optimizers.lamb as Optimizer), [4, 2])
    t.same(names(optimizers.many as Optimizer), [1, 2])
    t.ok((passesOf(optimizers.masked as Optimizer) as number) > 1, 'other groups of leaves')
  },
)

const idsOf = ({ state }: Iterate<Params>): readonly object[] =>
  state.parts.flatMap(({ slots }) =>
    Object.values(slots).flatMap((leaves) => Object.values(leaves).map(({ dataId }) => dataId)),
  )

const moves = async (one: Optimizer, how: 'step' | 'stepAsync') => {
  await tf.setBackend('wasm')
  const runner = fused(one)
  const params = first()
  let iterate = runner.step(oracle, runner.init(params))
  for (let i = 0; i < 2; i++) iterate = await runner[how](oracle, iterate)
  const before = idsOf(iterate)
  const next = await runner[how](oracle, iterate)
  const after = idsOf(next)
  disposeIterate(next)
  tf.dispose(params)
  return after.some((id, i) => id !== before[i])
}

t.test('where nothing can fail after the norm, the state before it stays in place', async (t) => {
  for (const how of ['step', 'stepAsync'] as const) {
    t.notOk(await moves(lamb(), how), how)
    t.notOk(
      await moves(lamb({ learningRate: (step) => 0.1 / (1 + step) }), how),
      `${how}, schedule`,
    )
  }
  const scheduledNorm = scheduled(clipByLeafRms(), { max: () => 1 })
  t.ok(await moves(optimizer(chain(trace(), scheduledNorm, last)), 'step'), 'a schedule may throw')
  t.ok(
    await moves(optimizer(chain(trace(), scaleByTrustRatio(), ema(), last)), 'step'),
    'the memory of a later part may not suffice',
  )
})

t.test('a schedule that throws after a norm leaves the iterate unchanged', async (t) => {
  await tf.setBackend('wasm')
  let fails = false
  const learningRate = () => (fails ? Number.NaN : 0.1)
  const { init, step } = fused(lamb({ learningRate }))
  const params = first()
  const iterate = step(oracle, step(oracle, init(params)))
  const before = JSON.stringify(await save(iterate))
  fails = true
  t.throws(() => step(oracle, iterate), { name: 'RangeError' })
  t.equal(JSON.stringify(await save(iterate)), before)
  fails = false
  disposeIterate(step(oracle, iterate))
  tf.dispose(params)
})

t.test('a plan that fails although it is declared infallible consumes the iterate', async (t) => {
  await tf.setBackend('wasm')
  let fails = false
  const lying = infallible(
    describe({
      name: 'lying',
      slots: {},
      hyper: {},
      needs: ['updates'],
      init: () => null,
      // the runner tries it with norms of 1, too
      plan: (host, { updates }) => {
        if (fails && updates[0] !== 1) throw new RangeError('declared')
        return { next: host, plan: { scalars: {} } }
      },
      body: (_, { updates }) => ({ updates, slots: {} }),
    }),
  )
  const { init, step } = fused(optimizer(chain(trace(), lying, last)))
  const params = first()
  const iterate = step(oracle, step(oracle, init(params)))
  fails = true
  t.throws(() => step(oracle, iterate), { message: 'declared' })
  fails = false
  t.throws(() => step(oracle, iterate), /consumed/)
  disposeIterate(iterate)
  tf.dispose(params)
})

t.test('a plan that fails after the measurement leaves the iterate unchanged', async (t) => {
  await tf.setBackend('wasm')
  let fails = false
  const failing = describe({
    name: 'failing',
    slots: {},
    hyper: {},
    needs: ['updates'],
    init: () => null,
    plan: (host, { updates }) => {
      if (fails) throw new RangeError(`got ${updates.length}`)
      return { next: host, plan: { scalars: {} } }
    },
    body: (_, { updates }) => ({ updates, slots: {} }),
  })
  const { init, step } = fused(optimizer(chain(trace(), failing, last)))
  const params = first()
  const iterate = step(oracle, init(params))
  const before = JSON.stringify(await save(iterate))
  const tensors = tf.memory().numTensors
  fails = true
  t.throws(() => step(oracle, iterate), { name: 'RangeError', message: 'got 5' })
  t.equal(JSON.stringify(await save(iterate)), before)
  t.equal(tf.memory().numTensors, tensors)
  disposeIterate(iterate)
  tf.dispose(params)
})
