import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { readFileSync } from 'node:fs'
import {
  basicBlock,
  type InvertedBlockOptions,
  invertedBlock,
  type Layer,
  languageModel,
  preActivationBlock,
} from '@momenta/bench-models'
import { enableTraining, softmaxCrossEntropy } from '@momenta/kernels'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { distance, type Entries, type Entry, pathsOf, tensorOf, treeOf } from './trees.js'

/** Numbers of PyTorch in float64, made by fixtures.py. */
const fixtures: {
  readonly blocks: readonly {
    readonly name: keyof typeof blocks
    readonly options: InvertedBlockOptions
    readonly x: Entry
    readonly upstream: Entry
    readonly output: Entry
    readonly gradient: Entry
    readonly params: Entries
    readonly gradients: Entries
    readonly moments: Entries
  }[]
  readonly languageModel: {
    readonly options: { vocabulary: number; embedding: number; hidden: number }
    readonly words: Entry
    readonly targets: Entry
    readonly h: Entry
    readonly c: Entry
    readonly loss: number
    readonly lastH: Entry
    readonly lastC: Entry
    readonly params: Entries
    readonly gradients: Entries
  }
} = JSON.parse(readFileSync(new URL('../test/data/blocks.json', import.meta.url), 'utf8'))

const blocks: { readonly [name: string]: (options: InvertedBlockOptions) => Layer } = {
  basicBlock,
  preActivationBlock,
  invertedBlock: (options) => invertedBlock({ ...options, dropConnect: 0 }),
}

/** Float32 sums of a few hundred products, against float64. */
const tolerance = 2e-5

for (const backend of ['cpu', 'wasm'])
  t.test(`on ${backend} blocks give PyTorch's outputs, gradients and moments`, async (t) => {
    await tf.setBackend(backend)
    const disable = backend === 'wasm' ? await enableTraining() : () => {}
    for (const { name, options, x, upstream, output, gradient, ...rest } of fixtures.blocks) {
      const label = `${name} ${JSON.stringify(options)}`
      const layer = (blocks[name] as (options: InvertedBlockOptions) => Layer)(options)
      const paths = Object.keys(rest.params)
      t.strictSame([...pathsOf(layer.parameters)].sort(), [...paths].sort(), `${label}: parameters`)
      const pass = { training: true, seed: 1 }
      const run = (input: tf.Tensor, params: readonly tf.Tensor[]) =>
        layer.apply({ params: treeOf(paths, params), statistics: {}, pass }, input)
      const leaves = paths.map((path) => tensorOf(rest.params[path] as Entry))
      const got = run(tensorOf(x), leaves)
      t.ok(distance(got.output, output) < tolerance, `${label}: output`)
      for (const [path, entry] of Object.entries(rest.moments)) {
        const moment = path
          .split('/')
          .reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], got.moments)
        t.ok(distance(moment as tf.Tensor, entry) < tolerance, `${label}: ${path}`)
      }
      const loss = (...inputs: tf.Tensor[]) =>
        tf.sum(
          tf.mul(run(inputs[0] as tf.Tensor, inputs.slice(1)).output, tensorOf(upstream)),
        ) as tf.Scalar
      const [ofX, ...grads] = tf.grads(loss)([tensorOf(x), ...leaves])
      t.ok(distance(ofX as tf.Tensor, gradient) < tolerance, `${label}: gradient of x`)
      grads.forEach((grad, i) => {
        const path = paths[i] as string
        t.ok(distance(grad, rest.gradients[path] as Entry) < tolerance, `${label}: ${path}`)
      })
    }
    disable()
  })

for (const backend of ['cpu', 'wasm'])
  t.test(
    `on ${backend} the language model gives PyTorch's loss, state and gradients`,
    async (t) => {
      await tf.setBackend(backend)
      const disable = backend === 'wasm' ? await enableTraining() : () => {}
      const { options, words, targets, loss, lastH, lastC, params, gradients, ...state } =
        fixtures.languageModel
      const model = languageModel(options)
      const paths = Object.keys(params)
      t.strictSame([...pathsOf(model.parameters)].sort(), [...paths].sort())
      const run = (leaves: readonly tf.Tensor[]) =>
        model.apply(treeOf(paths, leaves), tf.cast(tensorOf(words), 'int32') as tf.Tensor2D, {
          h: tensorOf(state.h) as tf.Tensor2D,
          c: tensorOf(state.c) as tf.Tensor2D,
        })
      const labels = tf.cast(tf.reshape(tensorOf(targets), [-1]), 'int32')
      const lossOf = (...leaves: tf.Tensor[]) =>
        tf.mean(softmaxCrossEntropy(labels, run(leaves).logits)) as tf.Scalar
      const leaves = paths.map((path) => tensorOf(params[path] as Entry))
      t.ok(Math.abs((lossOf(...leaves).dataSync()[0] as number) - loss) < tolerance)
      t.ok(distance(run(leaves).state.h, lastH) < tolerance)
      t.ok(distance(run(leaves).state.c, lastC) < tolerance)
      tf.grads(lossOf)(leaves).forEach((grad, i) => {
        const path = paths[i] as string
        t.ok(distance(grad, gradients[path] as Entry) < tolerance, path)
      })
      disable()
    },
  )
