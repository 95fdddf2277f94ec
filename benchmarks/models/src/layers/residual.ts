import * as tf from '@tensorflow/tfjs-core'
import { type Tensors, tensorsAt } from '../parameters/Tensors.js'
import type { Layer } from './Layer.js'
import { sequence } from './sequence.js'

/** Returns its input. */
export const identityLayer: Layer = sequence({})

const branches = (main: Layer, shortcut: Layer) => ({ main, shortcut })

/** The sum of two layers at one input; the trees of parameters are `main` and `shortcut`. */
export const residual = (main: Layer, shortcut: Layer = identityLayer): Layer => {
  const both = sequence(branches(main, shortcut))
  return {
    parameters: both.parameters,
    statistics: both.statistics,
    apply: ({ params, statistics, pass }, x) => {
      const outputs = Object.entries(branches(main, shortcut)).map(([name, layer], index) => {
        const own = {
          params: tensorsAt(params, name) ?? {},
          statistics: tensorsAt(statistics, name) ?? {},
          pass: { ...pass, seed: (Math.imul(pass.seed, 1_000_003) + index) | 0 },
        }
        return [name, layer.apply(own, x)] as const
      })
      const [first, second] = outputs.map(([, { output }]) => output) as [tf.Tensor, tf.Tensor]
      const moments = outputs.map(([name, output]) => [name, output.moments] as const)
      return {
        output: tf.add(first, second),
        moments: Object.fromEntries(
          moments.filter(([, tree]) => Object.keys(tree).length > 0),
        ) as Tensors,
      }
    },
  }
}
