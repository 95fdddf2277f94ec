import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import * as aggregators from '@momenta/aggregators'
import type { Optimizer, Transform } from '@momenta/core'
import { cloneIterate, disposeIterate, type Iterate, type Oracle } from '@momenta/eager'
import { fused } from '@momenta/fused'
import {
  adam,
  adamBase,
  adamCG,
  adamCM,
  adamw,
  adamwCM,
  amsgrad,
  type Base,
  catalogues,
  compose,
  lionCM,
  rmsprop,
  rmspropBase,
  sgd,
  sgdBase,
  withSAM,
} from '@momenta/optimizers'
import * as policies from '@momenta/policies'
import { ema, scaleByLearningRate } from '@momenta/transforms'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import {
  apart,
  kernelsOf,
  numbersOf,
  type Params,
  ran,
  rounding,
  start,
  unless,
} from './onTensorflow.js'

const ended = (transform: Transform): Optimizer => ({ ...sgd(), transform })

t.test(
  'chains that TensorFlow has kernels for agree with eager, whatever their memory does',
  unless,
  async (t) => {
    const before = tf.memory().numTensors
    const memories = [1, 2, 3].flatMap((capacity) =>
      [policies.priority(), policies.fifo(), policies.random(), policies.smallest()].map(
        (policy) => ({ capacity, policy }),
      ),
    )
    const all: readonly (readonly [string, Optimizer])[] = [
      ['adam', adam()],
      ['adamw', adamw()],
      ['adam, SAM', withSAM(adam())],
      ...memories.flatMap((memory, i) => [
        [`adamCM ${i}`, adamCM(memory)] as const,
        [`adamwCM ${i}`, adamwCM(memory)] as const,
        [`adamCG ${i}`, adamCG(memory)] as const,
      ]),
      ...[0.5, 2].map(
        (kappa) =>
          [
            `kappa ${kappa}`,
            adamCM({ capacity: 2, aggregator: aggregators.meanOfEntries({ kappa }) }),
          ] as const,
      ),
      ['mean alone', adamCG({ capacity: 2, aggregator: aggregators.meanOfEntries() })],
      ['amsgrad', amsgrad()],
      ['sgd', sgd({ learningRate: 0.1, momentum: 0 })],
      ['momentum', sgd({ learningRate: 0.1, momentum: 0.9 })],
      ['momentum, held back', sgd({ learningRate: 0.1, momentum: 0.9, dampening: 0.3 })],
      ['nesterov', sgd({ learningRate: 0.1, momentum: 0.9, nesterov: true })],
      ['rmsprop', rmsprop()],
      ['ema', ended([...ema(), ...scaleByLearningRate({ learningRate: 0.1 })])],
      ...(['gradients', 'momenta'] as const).flatMap((of) => {
        const memory = { of, capacity: 2 }
        return [
          [`amsgrad, ${of}`, compose({ base: adamBase({ amsgrad: true }), memory })] as const,
          [`momentum, ${of}`, compose({ base: sgdBase({ momentum: 0.9 }), memory })] as const,
          [`sgd, ${of}`, compose({ base: sgdBase({ momentum: 0 }), memory })] as const,
          [`rmsprop, ${of}`, compose({ base: rmspropBase(), memory })] as const,
        ]
      }),
    ]
    for (const [name, one] of all) {
      const far = apart(one)
      t.ok(far <= rounding, `${name}: ${far}`)
      t.ok(kernelsOf(one) > 0, `${name}: by TensorFlow's own kernels`)
    }
    t.equal(tf.memory().numTensors, before, 'and no tensor leaks')
    t.equal(kernelsOf(lionCM({ capacity: 2 })), 0, 'what it has none for, operation by operation')
  },
)

t.test(
  'a part that only has the name of one that TensorFlow knows runs as it is written',
  unless,
  async (t) => {
    const [own, ...rest] = adam().transform
    const named = own as (typeof rest)[number]
    const twice: Optimizer = {
      estimators: [],
      transform: [
        {
          ...named,
          body: (x, at) => {
            const out = named.body(x, at)
            return { ...out, updates: x.add(out.updates, out.updates) }
          },
        },
        ...rest,
      ],
    }
    t.ok(apart(twice) <= rounding)
    const [single, double] = [ran(fused(adam()), 1), ran(fused(twice), 1)]
    const [moved, far] = [single, double].map((numbers) => 0.5 - (numbers[0] as number)) as [
      number,
      number,
    ]
    t.ok(Math.abs(far / moved - 2) < 1e-3, 'twice the step')
  },
)

t.test(
  'bases with a memory agree with eager, by a kernel or operation by operation',
  unless,
  async (t) => {
    // Kernels exist for these; the others run as in every engine.
    const crossed = ['adam', 'adamw', 'amsgrad', 'rmsprop', 'sgd', 'lion', 'radam', 'padam']
    const some = Object.entries(catalogues.bases).filter(([base]) => crossed.includes(base))
    // Each base but Adam has a third of the aggregators, in turns.
    const grid = some.flatMap(([base, baseOf], i) =>
      Object.entries(aggregators)
        .filter((_, k) => base === 'adam' || (i + k) % 3 === 0)
        .flatMap(([aggregator, aggregatorOf]) =>
          (['gradients', 'momenta'] as const).map((of) => {
            const memory = { of, capacity: 2, aggregator: aggregatorOf() }
            return [
              `${base}, ${of}, ${aggregator}`,
              compose({ base: (baseOf as () => Base)(), memory }),
            ] as const
          }),
        ),
    )
    const far = grid.filter(([, one]) => !(apart(one, 5) <= rounding)).map(([name]) => name)
    t.same(far, [], `${grid.length} chains`)
  },
)

t.test('nothing that somebody else holds is overwritten there', unless, async (t) => {
  const held = start()
  const { init, step } = fused(adamCM({ capacity: 2 }))
  const ask: Oracle<Params> = () => ({ value: tf.scalar(0), grads: held })
  const text = (tensors: Params) => JSON.stringify([...tensors.a.dataSync()])
  const before = text(held)
  let iterate = init(held)
  const clones: (readonly [Iterate<Params>, string])[] = []
  for (let i = 0; i < 8; i++) {
    const clone = cloneIterate(iterate)
    clones.push([clone, JSON.stringify(numbersOf(clone))])
    const stale = iterate.params.a
    iterate = step(ask, iterate)
    t.throws(() => stale.dataSync(), /disposed/)
  }
  t.equal(text(held), before, 'parameters and gradients that were given')
  for (const [clone, numbers] of clones)
    t.equal(JSON.stringify(numbersOf(clone)), numbers, 'a clone')
  disposeIterate(iterate)
  for (const [clone] of clones) disposeIterate(clone)
})

t.test('memory does not grow from 300 to 1200 steps', unless, async (t) => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  for (const one of [adam(), adamCM({ capacity: 3 }), lionCM({ capacity: 3 })]) {
    const { init, step } = fused(one)
    const w = tf.randomNormal([5000], 0, 1, 'float32', 1)
    let iterate = init({ w })
    const ask: Oracle<{ w: tf.Tensor }> = () => ({ value: tf.scalar(0), grads: { w } })
    const run = (steps: number) => {
      for (let i = 0; i < steps; i++) iterate = step(ask, iterate)
      collect()
      return { tensors: tf.memory().numTensors, bytes: process.memoryUsage().rss }
    }
    const seen = [run(300), run(300), run(300), run(300)]
    t.equal(seen[3]?.tensors, seen[0]?.tensors)
    const grown = seen.slice(1).map(({ bytes }, i) => bytes - (seen[i]?.bytes as number))
    // JavaScript's heap comes and goes by some MB; what is lost in every step (8 KB, while each
    // variable had a name of its own) shows in every piece as 2.4 MB
    t.ok(Math.min(...grown) < 1.2e6, `${grown.map((n) => n / 1e6)} MB`)
    disposeIterate(iterate)
    w.dispose()
  }
})
