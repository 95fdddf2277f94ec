import { dense } from '../layers/dense.js'
import { flatten, relu } from '../layers/elementwise.js'
import type { Layer } from '../layers/Layer.js'
import { sequence } from '../layers/sequence.js'
import type { Initialization } from '../parameters/Parameter.js'
import type { Classifier } from './Classifier.js'

/** Options of {@link perceptron}. */
export interface PerceptronOptions {
  readonly classes: number
  /** Units of each hidden layer. Default [128]. */
  readonly hidden?: readonly number[]
  /** Height, width and channels of the images. Default [28, 28, 1]. */
  readonly image?: readonly [number, number, number]
}

const zero: Initialization = { kind: 'constant', value: 0 }
const he = (inputs: number): Initialization => ({
  kind: 'normal',
  deviation: Math.sqrt(2 / inputs),
})

/** A multilayer perceptron with relu, initialized as He et al.: 784-128-10 by default. */
export const perceptron = ({
  classes,
  hidden = [128],
  image = [28, 28, 1],
}: PerceptronOptions): Classifier => {
  const units = [image[0] * image[1] * image[2], ...hidden]
  const layers = hidden.flatMap((outputs, i): readonly [string, Layer][] => {
    const inputs = units[i] as number
    return [
      [`dense${i + 1}`, dense(inputs, outputs, he(inputs), zero)],
      [`relu${i + 1}`, relu],
    ]
  })
  const last = units.at(-1) as number
  return {
    name: `MLP ${units.join('-')}-${classes}`,
    classes,
    image,
    decay: 0.9,
    network: sequence({
      flatten,
      ...(Object.fromEntries(layers) as { readonly [name: string]: Layer }),
      output: dense(last, classes, he(last), zero),
    }),
  }
}
