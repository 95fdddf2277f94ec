import type * as tf from '@tensorflow/tfjs-core'
import { type Tensors, tensorsAt } from '../parameters/Tensors.js'
import type { Layer } from './Layer.js'

const isUsed = (record: object): boolean => Object.keys(record).length > 0

/** Keeps the entries that are not empty, so that a tree of parameters holds no empty records. */
const collect = <A extends object>(
  layers: readonly (readonly [string, Layer])[],
  of: (layer: Layer) => A,
): { readonly [name: string]: A } =>
  Object.fromEntries(
    layers.map(([name, layer]) => [name, of(layer)] as const).filter(([, tree]) => isUsed(tree)),
  )

/** Applies layers one after the other; the names become those of the trees. */
export const sequence = (layers: { readonly [name: string]: Layer }): Layer => {
  const entries = Object.entries(layers)
  return {
    parameters: collect(entries, ({ parameters }) => parameters),
    statistics: collect(entries, ({ statistics }) => statistics),
    apply: ({ params, statistics, pass }, x) => {
      const moments: { [name: string]: Tensors } = {}
      let output: tf.Tensor = x
      for (const [index, [name, layer]] of entries.entries()) {
        const own = {
          params: tensorsAt(params, name) ?? {},
          statistics: tensorsAt(statistics, name) ?? {},
          pass: { ...pass, seed: (Math.imul(pass.seed, 1_000_003) + index) | 0 },
        }
        const next = layer.apply(own, output)
        output = next.output
        if (isUsed(next.moments)) moments[name] = next.moments
      }
      return { output, moments }
    },
  }
}
