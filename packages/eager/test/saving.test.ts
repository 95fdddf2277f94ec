import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import { meanOfEntries } from '@momenta/aggregators'
import { chain, describe, optimizer, perLeaf, remember, type Transform } from '@momenta/core'
import {
  cloneIterate,
  disposeIterate,
  eager,
  type Iterate,
  load,
  loadBinary,
  save,
  saveBinary,
  setHyperparameters,
} from '@momenta/eager'
import { gradientNoise, sam } from '@momenta/estimators'
import {
  accumulate,
  addDecayedWeights,
  applyIfFinite,
  averageParams,
  ema,
  lookahead,
  scaleByAdam,
  scaleByLearningRate,
  scaleByNu,
  trace,
} from '@momenta/transforms'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

tf.enableProdMode()
await tf.setBackend('cpu')

const rate = scaleByLearningRate({ learningRate: 0.05 })
const cm = (options: Parameters<typeof remember>[0] = {}): Transform =>
  chain(ema(), remember({ capacity: 3, ...options }), scaleByNu(), rate)
const subjects = {
  adam: optimizer(chain(scaleByAdam({ amsgrad: true }), rate)),
  cm: optimizer(cm()),
  'cm per leaf, mean': optimizer(cm({ key: perLeaf(), aggregator: meanOfEntries() })),
  'accumulated, averaged': optimizer(
    chain(accumulate(cm(), { every: 4 }), lookahead({ period: 3 }), averageParams({ decay: 0.9 })),
  ),
  'finite, momentum, sam, noise': optimizer(
    applyIfFinite(chain(addDecayedWeights(), trace({ nesterov: true }), rate)),
    sam(),
    gradientNoise(),
  ),
}

interface Point {
  readonly a: { readonly kernel: tf.Tensor; readonly 'odd\nname': tf.Tensor }
  readonly constructor: tf.Tensor
  readonly none: tf.Tensor
}
const point = (): Point =>
  ({
    a: { kernel: tf.tensor2d([0.5, -1, 2, 0.25, -0.5, 1], [2, 3]), 'odd\nname': tf.scalar(3) },
    constructor: tf.tensor1d([-0, 1e-45, -3.4e38]),
    none: tf.tensor1d([]),
  }) as never
const oracle = (at: number) => (p: Point) => ({
  value: tf.scalar(at),
  grads: {
    a: {
      kernel: tf.mul(p.a.kernel, Math.sin(at)),
      'odd\nname': tf.scalar(Math.cos(at)),
    },
    constructor: tf.tensor1d([at % 2, -0, 1]),
    none: tf.tensor1d([]),
  } as unknown as Point,
})
const walk = (
  subject: (typeof subjects)['cm'],
  iterate: Iterate<Point>,
  from: number,
  n: number,
) => {
  let it = iterate
  for (let i = 0; i < n; i++) it = eager(subject).step(oracle(from + i), it)
  return it
}

/** The bits of every tensor of an iterate, and the rest as JSON with -0. */
const bitsOf = ({ params, state }: Iterate<object>): string =>
  JSON.stringify({ params, state }, (_, v) =>
    v instanceof tf.Tensor
      ? [v.shape, [...new Uint32Array((v.dataSync() as Float32Array).slice().buffer)]]
      : Object.is(v, -0)
        ? 'minus zero'
        : v,
  )

t.test('k steps are j steps, through JSON or bytes, and k - j steps, bit for bit', async (t) => {
  const given = point()
  for (const [name, subject] of Object.entries(subjects)) {
    const before = tf.memory().numTensors
    const start = walk(subject, eager(subject).init(given), 0, 7)
    const data = await save(start)
    const text = JSON.stringify(data)
    const bytes = await saveBinary(start)
    const was = bitsOf(start)
    const all = {
      data: load(subject, data, given),
      text: load(subject, JSON.parse(text), given),
      clone: load(subject, structuredClone(data), given),
      bytes: loadBinary(subject, bytes, given),
      buffer: loadBinary(subject, Buffer.concat([Buffer.of(7), bytes]).subarray(1), given),
    }
    const whole = walk(subject, start, 7, 6)
    for (const [form, one] of Object.entries(all)) {
      t.equal(bitsOf(one), was, `${name}: ${form}`)
      t.equal(JSON.stringify(await save(one)), text, `${name}: ${form} saved again`)
      const resumed = walk(subject, one, 7, 6)
      t.equal(bitsOf(resumed), bitsOf(whole), `${name}: ${form} goes on`)
      disposeIterate(resumed)
    }
    disposeIterate(whole)
    t.equal(tf.memory().numTensors, before, `${name}: nothing is left`)
  }
  tf.dispose(Object.values(given.a))
})

t.test(
  '-0, NaN and infinity are restored, in tensors, hyperparameters and host state',
  async (t) => {
    const half = describe({
      name: 'half',
      slots: {},
      hyper: {},
      init: () => ({ at: -0.5, said: 'x' }),
      plan: (host) => ({ next: host, plan: { scalars: {} } }),
      body: (_, { updates: u }) => ({ updates: u, slots: {} }),
    })
    const subject = optimizer(chain(addDecayedWeights({ weightDecay: 0.1 }), half))
    const odd = Float32Array.of(-0, Number.NaN, Number.POSITIVE_INFINITY, -1e-45, 1)
    const w = tf.tensor1d(odd)
    const first = setHyperparameters(subject, eager(subject).init({ w }), { weightDecay: -0 })
    const parts = first.state.parts.map((part, i) =>
      i === 1 ? { ...part, host: { at: -0, said: '-0' } } : part,
    )
    const iterate = { ...first, state: { ...first.state, parts } }
    for (const one of [
      load(subject, JSON.parse(JSON.stringify(await save(iterate))), { w }),
      loadBinary(subject, await saveBinary(iterate), { w }),
    ]) {
      t.same(
        [...new Uint32Array((one.params.w.dataSync() as Float32Array).slice().buffer)],
        [...new Uint32Array(odd.slice().buffer)],
      )
      t.ok(Object.is(one.state.parts[0]?.hyper.weightDecay, -0))
      const { at, said } = (one.state.parts[1] as { host: unknown }).host as {
        at: number
        said: string
      }
      t.ok(Object.is(at, -0))
      t.equal(said, '-0')
      disposeIterate(one)
    }
    const bad = {
      ...first,
      state: { ...first.state, parts: parts.map((p) => ({ ...p, host: Number.NaN })) },
    }
    await t.rejects(save(bad), { message: 'save: host of part 0 must be a finite number, got NaN' })
    disposeIterate(first)
    w.dispose()
  },
)

t.test(
  'the caller chooses the saved or the new hyperparameters; the default is the saved ones',
  async (t) => {
    const [fast, slow] = [0.5, 0.25].map((learningRate) =>
      optimizer(scaleByLearningRate({ learningRate })),
    ) as [(typeof subjects)['cm'], (typeof subjects)['cm']]
    const w = tf.scalar(1)
    const iterate = eager(fast).init({ w })
    const data = await save(iterate)
    const grads = () => ({ value: tf.scalar(0), grads: { w: tf.scalar(1) } })
    const after = (options?: { hyperparameters: 'saved' | 'new' }) => {
      const next = eager(slow).step(grads, load(slow, data, { w }, options))
      const [value] = next.params.w.dataSync()
      disposeIterate(next)
      return value
    }
    t.equal(after(), 0.5)
    t.equal(after({ hyperparameters: 'saved' }), 0.5)
    t.equal(after({ hyperparameters: 'new' }), 0.75)
    t.throws(() => after({ hyperparameters: 'old' as never }), {
      message: "load: hyperparameters must be 'saved' or 'new', got 'old'",
    })
    t.throws(() => after({ hyper: 'new' } as never), { message: /^load: unknown option 'hyper'/ })
    disposeIterate(iterate)
    w.dispose()
  },
)

t.test('later steps do not change what was saved', async (t) => {
  const given = point()
  const iterate = walk(subjects.cm, eager(subjects.cm).init(given), 0, 5)
  const was = bitsOf(iterate)
  const before = tf.memory().numTensors
  const promise = save(iterate)
  const next = walk(subjects.cm, iterate, 5, 3)
  const one = load(subjects.cm, await promise, given)
  t.equal(bitsOf(one), was)
  t.equal(await save(one).then(({ checksum }) => checksum.length), 8)
  disposeIterate(one)
  t.ok(tf.memory().numTensors <= before + 8)
  disposeIterate(next)
})

t.test('JSON takes 5.4 characters per number', async (t) => {
  const subject = optimizer(rate)
  const w = tf.randomNormal([30_000])
  const iterate = eager(subject).init({ w })
  const text = JSON.stringify(await save(iterate))
  t.ok(text.length < 30_000 * 5.4, `${text.length}`)
  t.ok((await saveBinary(iterate)).length < 30_000 * 4 + 1000)
  disposeIterate(iterate)
  w.dispose()
})

t.test('an iterate without its optimizer cannot be saved', async (t) => {
  const w = tf.scalar(1)
  const { params, state, ...rest } = eager(subjects.adam).init({ w })
  await t.rejects(save({ params, state }), {
    name: 'TypeError',
    message: /without the field optimizer/,
  })
  const copy = cloneIterate({ params, state, ...rest })
  t.equal((await save(copy)).optimizer.parts[0]?.name, 'scaleByAdam')
  for (const each of [copy, { params, state }]) disposeIterate(each)
  w.dispose()
})
