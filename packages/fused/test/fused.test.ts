import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { spawnSync } from 'node:child_process'
import * as aggregators from '@momenta/aggregators'
import {
  chain,
  identity,
  type Optimizer,
  optimizer,
  perLeaf,
  remember,
  storedNorm,
  type Transform,
} from '@momenta/core'
import {
  cloneIterate,
  disposeIterate,
  eager,
  type Iterate,
  type Oracle,
  oracleOf,
  setHyperparameters,
} from '@momenta/eager'
import { sam } from '@momenta/estimators'
import { fused } from '@momenta/fused'
import {
  adam,
  adamCG,
  adamCM,
  adamwCM,
  type Base,
  catalogues,
  compose,
  sgd,
  withSAM,
} from '@momenta/optimizers'
import * as policies from '@momenta/policies'
import {
  accumulate,
  addDecayedWeights,
  applyIfFinite,
  clipByGlobalNorm,
  clipByLeafNorm,
  clipByValue,
  ema,
  lookahead,
  masked,
  partition,
  scale,
  scaleByAdam,
  scaleByLearningRate,
} from '@momenta/transforms'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

tf.enableProdMode()
await tf.setBackend('cpu')

type Params = { readonly a: tf.Tensor; readonly b: tf.Tensor }

/** A bowl with ripples; sizes that fill no whole vector. */
const oracle: Oracle<Params> = ({ a, b }) => ({
  value: tf.scalar(0),
  grads: {
    a: tf.add(tf.mul(a, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]), tf.sin(tf.mul(a, 2))),
    b: tf.sub(b, 1),
  },
})
const start = (): Params => ({
  a: tf.tensor1d([0.5, -1.25, 2, 1, 0.1, -3, 0.7, 0, 4, -0.2, 1e-3]),
  b: tf.scalar(0.3),
})

const numbersOf = (tensors: { readonly [name: string]: tf.Tensor }) =>
  Object.entries(tensors).map(([name, tensor]) => [name, ...tensor.dataSync()])
/** Everything that an iterate holds, as text: -0 apart from 0, NaN too. */
const textOf = ({ params, state }: Iterate<Params>): string =>
  JSON.stringify(
    [
      numbersOf(params),
      state.step,
      state.parts.map(({ host, hyper, slots, buffers }) => [
        ...[host, hyper],
        Object.entries(slots).map(([slot, values]) => [slot, numbersOf(values)]),
        Object.entries(buffers).map(([leaf, entries]) => [
          leaf,
          entries.map((entry) => [...entry.dataSync()]),
        ]),
      ]),
    ],
    (_, value) => (Object.is(value, -0) ? '-0' : Number.isNaN(value) ? 'NaN' : value),
  )

/** Runs an optimizer fused and eagerly; answers what parts them, or a leak. */
const parts = (one: Optimizer, steps: number, ask = oracle): string | undefined => {
  const before = tf.memory().numTensors
  const runs = [eager(one), fused(one)].map(({ init, step }) => {
    const first = start()
    let iterate = init(first)
    tf.dispose(first)
    for (let i = 0; i < steps; i++) iterate = step(ask, iterate)
    const text = textOf(iterate)
    disposeIterate(iterate)
    return text
  })
  const left = tf.memory().numTensors - before
  if (left !== 0) return `${left} tensors leaked`
  return runs[0] === runs[1] ? undefined : `${runs[0]}\n${runs[1]}`
}

const everyAggregator = Object.entries(aggregators)

/** The bases that meet every policy; each other meets one, so that the grid grows with the bases. */
const crossed = ['adam', 'adamw', 'lion', 'rmsprop', 'sgd', 'adabelief']

const policiesOf = (base: string, i: number) =>
  Object.entries(policies).filter((_, j) => crossed.includes(base) || j === i % 4)

/** The aggregators take turns, so that each meets every policy and many bases. */
const grid: readonly (readonly [string, Optimizer])[] = Object.entries(catalogues.bases).flatMap(
  ([base, baseOf], i) =>
    policiesOf(base, i).flatMap(([policy, policyOf], j) =>
      (['gradients', 'momenta'] as const).flatMap((of, k) => {
        const turn = (i + j + k) % everyAggregator.length
        const [aggregator, aggregatorOf] = everyAggregator[turn] as (typeof everyAggregator)[number]
        const memory = { of, capacity: 2, policy: policyOf(), aggregator: aggregatorOf() }
        const one = compose({ base: (baseOf as () => Base)(), memory })
        const name = `${base}, ${of}, ${policy}, ${aggregator}`
        return [
          [name, one],
          [`${name}, SAM`, withSAM(one)],
        ] as const
      }),
    ),
)

const learning = scaleByLearningRate({ learningRate: 0.05 })
const chains: { readonly [name: string]: Transform } = {
  identity,
  'a number': scale({ factor: -0.1 }),
  'clipped by the global norm': chain(clipByGlobalNorm({ max: 1 }), scaleByAdam(), learning),
  'clipped after a momentum': chain(ema(), clipByGlobalNorm({ max: 0.5 }), scaleByAdam(), learning),
  'clipped by leaf and value': chain(
    clipByLeafNorm({ max: 1 }),
    clipByValue({ max: 0.2 }),
    learning,
  ),
  'memory by its own norm': chain(ema(), remember({ capacity: 2, key: storedNorm() }), learning),
  'memory of each leaf': chain(
    ema(),
    remember({ capacity: 2, key: perLeaf() }),
    scaleByAdam(),
    learning,
  ),
  'two memories': chain(
    remember({ capacity: 2 }),
    ema(),
    remember({ capacity: 3, key: storedNorm() }),
    learning,
  ),
  'read after': chain(ema(), remember({ capacity: 2, read: 'after' }), learning),
  'decay of some leaves': chain(
    scaleByAdam(),
    addDecayedWeights({ weightDecay: 0.1, mask: (name) => name === 'a' }),
    learning,
  ),
  masked: chain(
    masked(ema(), (name) => name === 'a'),
    addDecayedWeights({ weightDecay: 0.1, mask: (name) => name === 'b' }),
    learning,
  ),
  partition: partition(
    { a: chain(scaleByAdam(), learning), b: scale({ factor: -0.3 }) },
    (name) => name as 'a' | 'b',
  ),
  accumulated: accumulate(chain(ema(), scaleByAdam(), learning), { every: 3 }),
  'if finite': applyIfFinite(chain(ema(), remember({ capacity: 2 }), learning)),
  lookahead: chain(scaleByAdam(), learning, lookahead({ period: 2 })),
}

for (const backend of ['cpu', 'wasm'])
  t.test(`on ${backend} fused and eager agree bit for bit, and no tensor leaks`, async (t) => {
    await tf.setBackend(backend)
    const failures = grid.flatMap(([name, one]) => {
      const parted = parts(one, 6)
      return parted === undefined ? [] : [`${name}: ${parted}`]
    })
    t.same(failures.slice(0, 3), [], `the grid of ${grid.length}`)
    for (const [name, transform] of Object.entries(chains)) {
      t.equal(parts(optimizer(transform), 9), undefined, name)
      t.equal(parts(optimizer(transform, sam()), 5), undefined, `${name}, SAM`)
    }
    const poisoned: Oracle<Params> = ({ a, b }, microbatch) => {
      const answer = oracle({ a, b }, microbatch)
      const bad = tf.tensor1d([
        Number.NaN,
        Number.POSITIVE_INFINITY,
        -0,
        0,
        1e-40,
        -1e38,
        1,
        2,
        3,
        4,
        5,
      ])
      return { ...answer, grads: { ...answer.grads, a: tf.mul(answer.grads.a, bad) } }
    }
    for (const [name, transform] of Object.entries(chains))
      t.equal(
        parts(optimizer(transform), 4, poisoned),
        undefined,
        `${name}, with NaN, infinities, denormals`,
      )
    await tf.setBackend('cpu')
  })

t.test(
  'weights that were overwritten are used fresh by every operation that caches them',
  async (t) => {
    await tf.setBackend('wasm')
    const image = tf.randomNormal<tf.Rank.R4>([1, 4, 4, 3], 0, 1, 'float32', 1)
    const rows = tf.randomNormal<tf.Rank.R2>([2, 3], 0, 1, 'float32', 2)
    const operations: {
      readonly [name: string]: {
        readonly shape: number[]
        readonly use: (w: tf.Tensor) => tf.Tensor
      }
    } = {
      conv2d: { shape: [2, 2, 3, 4], use: (w) => tf.conv2d(image, w as tf.Tensor4D, 1, 'same') },
      depthwise: {
        shape: [2, 2, 3, 1],
        use: (w) => tf.depthwiseConv2d(image, w as tf.Tensor4D, 1, 'same'),
      },
      matMul: { shape: [3, 4], use: (w) => tf.matMul(rows, w) },
      'fused bias': {
        shape: [4],
        use: (bias) =>
          tf.fused.conv2d({
            x: image,
            filter: tf.ones([2, 2, 3, 4]) as tf.Tensor4D,
            strides: 1,
            pad: 'same',
            bias,
          }),
      },
      'fused matMul': {
        shape: [3, 4],
        use: (b) => tf.fused.matMul({ a: rows, b, bias: tf.ones([4]) }),
      },
      prelu: { shape: [3], use: (alpha) => tf.prelu(image, alpha) },
    }
    for (const [name, { shape, use }] of Object.entries(operations)) {
      const { init, step } = fused(adam({ learningRate: 0.5 }))
      let iterate = init({ w: tf.randomNormal(shape, 0, 1, 'float32', 3) })
      for (let i = 0; i < 4; i++) {
        use(iterate.params.w).dataSync()
        iterate = step(({ w }) => ({ value: tf.scalar(0), grads: { w: tf.onesLike(w) } }), iterate)
        const copy = tf.tensor(iterate.params.w.dataSync(), shape)
        t.same(use(iterate.params.w).dataSync(), use(copy).dataSync(), `${name}, step ${i}`)
      }
    }
    await tf.setBackend('cpu')
  },
)

for (const backend of ['cpu', 'wasm'])
  t.test(`on ${backend} no tensor that something else holds is overwritten`, async (t) => {
    await tf.setBackend(backend)
    const mine = Float32Array.of(1, 2, 3, 4, 5)
    const w: tf.Tensor = tf.tensor1d(mine)
    const held = tf.tensor1d([1, -1, 1, -1, 1])
    const { init, step } = fused(adamCM({ learningRate: 0.1, capacity: 2 }))
    const ask: Oracle<{ w: tf.Tensor }> = () => ({ value: tf.scalar(0), grads: { w: held } })
    let iterate = init({ w })
    const clones: (readonly [Iterate<{ w: tf.Tensor }>, string])[] = []
    for (let i = 0; i < 8; i++) {
      const stale = iterate.params.w
      if (i % 3 === 1) {
        const clone = cloneIterate(iterate)
        clones.push([clone, JSON.stringify([...clone.params.w.dataSync()])])
      }
      iterate = step(ask, iterate)
      t.throws(() => stale.dataSync(), /disposed/, 'a handle that was consumed throws')
    }
    t.same([...mine], [1, 2, 3, 4, 5], 'the array under the parameters')
    t.same([...w.dataSync()], [1, 2, 3, 4, 5], 'the parameters that were given')
    t.same([...held.dataSync()], [1, -1, 1, -1, 1], 'a gradient that is held')
    for (const [clone, text] of clones)
      t.equal(JSON.stringify([...clone.params.w.dataSync()]), text, 'a clone')
    // a clone goes on as the run did
    const [[clone]] = clones as [(typeof clones)[number]]
    let [a, b] = [cloneIterate(clone), cloneIterate(clone)]
    for (let i = 0; i < 4; i++)
      [a, b] = [step(ask, a), eager(adamCM({ learningRate: 0.1, capacity: 2 })).step(ask, b)]
    t.same(
      [...a.params.w.dataSync()],
      [...b.params.w.dataSync()],
      'from a clone, fused and eager agree',
    )
    await tf.setBackend('cpu')
  })

t.test('leaves without elements and scalars', async (t) => {
  for (const backend of ['cpu', 'wasm']) {
    await tf.setBackend(backend)
    const x = tf.tensor1d([1, 2])
    const params = { x, y: tf.tensor1d([1, 2]), none: tf.zeros([0, 3]), one: tf.scalar(1) }
    const ask: Oracle<typeof params> = (at) => ({
      value: tf.scalar(0),
      grads: {
        x: tf.onesLike(at.x),
        y: tf.mul(2, tf.onesLike(at.y)) as tf.Tensor1D,
        none: at.none,
        one: at.one,
      },
    })
    const runs = [eager, fused].map((run) => {
      const { init, step } = run(adamCM({ capacity: 2 }))
      let iterate = init(params)
      for (let i = 0; i < 5; i++) iterate = step(ask, iterate)
      return numbersOf(iterate.params)
    })
    t.same(runs[1], runs[0], backend)
  }
  await tf.setBackend('cpu')
})

t.test('once the memory is full nothing grows', async (t) => {
  for (const backend of ['cpu', 'wasm']) {
    await tf.setBackend(backend)
    const { init, step } = fused(adamwCM({ capacity: 3 }))
    let iterate = init({ w: tf.randomNormal([10000], 0, 1, 'float32', 1), b: tf.zeros([10]) })
    const ask = oracleOf(
      ({ w, b }: { w: tf.Tensor; b: tf.Tensor }) =>
        tf.add(tf.sum(tf.square(w)), tf.sum(tf.square(tf.sub(b, 1)))) as tf.Scalar,
    )
    for (let i = 0; i < 20; i++) iterate = step(ask, iterate)
    const before = tf.memory()
    const heap = () =>
      (tf.backend() as unknown as { wasm?: { HEAPU8: Uint8Array } }).wasm?.HEAPU8.length
    const bytes = heap()
    for (let i = 0; i < 300; i++) iterate = step(ask, iterate)
    t.ok(
      Math.abs(tf.memory().numTensors - before.numTensors) <= 2,
      'but for the momentum, which is an entry or is not',
    )
    t.equal(heap(), bytes)
    disposeIterate(iterate)
  }
  await tf.setBackend('cpu')
})

t.test('a step that fails does not change the iterate', async (t) => {
  for (const backend of ['cpu', 'wasm']) {
    await tf.setBackend(backend)
    const { init, step } = fused(adamCM({ capacity: 2 }))
    let iterate = init(start())
    for (let i = 0; i < 4; i++) iterate = step(oracle, iterate)
    const [before, tensors] = [textOf(iterate), tf.memory().numTensors]
    t.throws(
      () =>
        step(() => {
          throw new Error('mine')
        }, iterate),
      /mine/,
    )
    t.equal(textOf(iterate), before)
    t.equal(tf.memory().numTensors, tensors)
    disposeIterate(iterate)
  }
  const { wasm } = tf.backend() as unknown as { wasm: { _malloc: (bytes: number) => number } }
  const malloc = wasm._malloc
  const { init, step } = fused(adam())
  const iterate = init(start())
  const before = textOf(iterate)
  const full: Oracle<Params> = (at, microbatch) => {
    const answer = oracle(at, microbatch)
    tf.tidy(() => tf.add(1, 1))
    wasm._malloc = (bytes) => (bytes === 44 ? 0 : malloc(bytes))
    return answer
  }
  t.throws(() => step(full, iterate), /out of wasm memory: cannot allocate 44 bytes for 'a'/)
  wasm._malloc = malloc
  t.equal(textOf(iterate), before, 'nor does a heap that is full')
  await tf.setBackend('cpu')
})

t.test('explain lists the passes; fusion can be switched off', async (t) => {
  for (const backend of ['cpu', 'wasm']) {
    await tf.setBackend(backend)
    const bytesOf = (one: Optimizer, steps: number) => {
      const { init, step, explain } = fused(one)
      let iterate = init(start())
      t.equal(explain(), undefined)
      for (let i = 0; i < steps; i++) iterate = step(oracle, iterate)
      disposeIterate(iterate)
      return explain()
    }
    // reads g, p, m, v and writes p, m, v
    t.match(bytesOf(adam(), 2), {
      backend,
      fused: true,
      bytesPerParameter: 28,
      passes: [{ leaves: 2, reads: 4, writes: 3 }],
    })
    t.match(
      bytesOf(sgd(), 2),
      { bytesPerParameter: 20 },
      'reads g, p and the momentum, writes the two',
    )
    t.match(
      bytesOf(adamCM({ capacity: 5 }), 3),
      { bytesPerParameter: 36 },
      'appending: the sum as well, read and written',
    )
    t.equal(
      bytesOf(optimizer(chains['clipped after a momentum'] as Transform), 2)?.passes.length,
      2,
      'a norm in the middle cuts the chain',
    )
    t.match(bytesOf(adamCG(), 2), {
      passes: [{ parts: ['remember', 'scaleByAdam', 'scaleByLearningRate'] }],
    })
    const { init, step, explain } = fused(adam(), { fuse: false })
    disposeIterate(step(oracle, init(start())))
    t.match(explain(), { fused: false, passes: [] })
  }
  await tf.setBackend('cpu')
})

t.test(
  'where a step went all in place, the state is passed on; what is held or changed in between is seen',
  async (t) => {
    for (const backend of ['cpu', 'wasm']) {
      await tf.setBackend(backend)
      const [own, plain] = [fused(adam()), eager(adam())]
      const run = (runner: typeof plain, hold: boolean) => {
        const first = start()
        let iterate = runner.init(first)
        tf.dispose(first)
        const clones: [Iterate<Params>, string][] = []
        for (let i = 0; i < 12; i++) {
          iterate = runner.step(oracle, iterate)
          if (hold && i % 3 === 2) {
            const clone = cloneIterate(iterate)
            clones.push([clone, textOf(clone)])
          }
          if (i === 6) iterate = setHyperparameters(adam(), iterate, { learningRate: 0.1 })
          if (hold && i === 8) iterate = plain.step(oracle, iterate)
          else if (i === 8) iterate = runner.step(oracle, iterate)
        }
        const text = textOf(iterate)
        for (const [clone, was] of clones) {
          t.equal(textOf(clone), was, `${backend}: a clone keeps its numbers`)
          disposeIterate(clone)
        }
        disposeIterate(iterate)
        return text
      }
      t.equal(run(own, true), run(plain, false), `${backend}: bit for bit`)

      let iterate = own.init({ w: tf.ones([3]) })
      const ask: Oracle<{ w: tf.Tensor }> = ({ w }) => ({
        value: tf.scalar(0),
        grads: { w: tf.mul(w, 2) },
      })
      for (let i = 0; i < 3; i++) iterate = own.step(ask, iterate)
      const slots = iterate.state.parts[0]?.slots as Record<string, Record<string, tf.Tensor>>
      iterate = own.step(ask, iterate)
      t.equal(iterate.state.parts[0]?.slots, slots, `${backend}: the same dictionaries`)
      t.throws(() => {
        ;(slots.mu as Record<string, tf.Tensor>).w = tf.zeros([3])
      }, TypeError)
      const other = tf.tensor1d([4, 5, 6])
      const { w } = iterate.params
      const moved = own.step(ask, { ...iterate, params: { w: other } })
      t.ok(
        (moved.params.w.dataSync()[0] as number) > 3.9,
        `${backend}: parameters that were replaced`,
      )
      w.dispose()
      disposeIterate(moved)
    }
    await tf.setBackend('cpu')
  },
)

t.test('step and stepAsync are one, and eager can take turns', async (t) => {
  await tf.setBackend('wasm')
  const one = adamCM({ capacity: 2 })
  const [a, b, c] = [fused(one), fused(one), eager(one)]
  const first = start()
  let [x, y, z] = [a.init(first), b.init(first), c.init(first)]
  for (let i = 0; i < 9; i++) {
    x = a.step(oracle, x)
    y = await b.stepAsync(oracle, y)
    z = (i % 2 === 0 ? c : b).step(oracle, z)
  }
  t.equal(textOf(y), textOf(x))
  t.equal(textOf(z), textOf(x))
  await tf.setBackend('cpu')
})

t.test('where code may not be made of text, cpu runs eagerly', async (t) => {
  const script = `
    import '@tensorflow/tfjs-backend-cpu'
    import * as tf from '@tensorflow/tfjs-core'
    import { fused } from '@momenta/fused'
    import { adam } from '@momenta/optimizers'
    const { init, step, explain } = fused(adam())
    step(({ w }) => ({ value: tf.scalar(0), grads: { w } }), init({ w: tf.ones([3]) }))
    process.stdout.write(String(explain().fused))`
  const args = ['--disallow-code-generation-from-strings', '--input-type=module', '-e', script]
  t.equal(spawnSync(process.execPath, args, { encoding: 'utf8' }).stdout, 'false')
})
