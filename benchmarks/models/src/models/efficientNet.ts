import { epsilon, invertedBlock } from '../blocks/invertedBlock.js'
import { batchNormalization } from '../layers/batchNormalization.js'
import { convolution } from '../layers/convolution.js'
import { dense } from '../layers/dense.js'
import { dropout } from '../layers/dropout.js'
import { globalMean, swish } from '../layers/elementwise.js'
import type { Layer } from '../layers/Layer.js'
import { sequence } from '../layers/sequence.js'
import type { Classifier } from './Classifier.js'

/** Expansion, channels, blocks, stride and filter size of each stage of B0. */
const stages = [
  [1, 16, 1, 1, 3],
  [6, 24, 2, 2, 3],
  [6, 40, 2, 2, 5],
  [6, 80, 3, 2, 3],
  [6, 112, 3, 1, 5],
  [6, 192, 4, 2, 5],
  [6, 320, 1, 1, 3],
] as const

/** Options of {@link efficientNetB0}. */
export interface EfficientNetOptions {
  readonly classes: number
  /** Height and width of the images. Default 224. */
  readonly size?: number
  /** Of the last block; the others less, in proportion to their depth. Default 0.2. */
  readonly dropConnect?: number
  /** Before the dense layer. Default 0.2. */
  readonly dropoutRate?: number
}

/**
 * EfficientNet-B0: 5,288,548 parameters for 1,000 classes.
 *
 * Source: Tan and Le, arXiv 1905.11946; rates as in lukemelas/EfficientNet-PyTorch.
 */
export const efficientNetB0 = ({
  classes,
  size = 224,
  dropConnect = 0.2,
  dropoutRate = 0.2,
}: EfficientNetOptions): Classifier => {
  const all = stages.flatMap(([expansion, outputs, count, stride, filter], stage) =>
    Array.from({ length: count }, (_, i) => ({
      name: `stage${stage + 1}.${i + 1}`,
      inputs: i > 0 ? outputs : (stages[stage - 1]?.[1] ?? 32),
      outputs,
      stride: i > 0 ? 1 : stride,
      size: filter,
      expansion,
    })),
  )
  const blocks = all.map(({ name, ...options }, i): [string, Layer] => [
    name,
    invertedBlock({ ...options, dropConnect: (dropConnect * i) / all.length }),
  ])
  return {
    name: 'EfficientNet-B0',
    classes,
    image: [size, size, 3],
    decay: 0.99,
    network: sequence({
      conv: convolution({ inputs: 3, outputs: 32, size: 3, stride: 2, padding: 'same' }),
      norm: batchNormalization(32, { epsilon }),
      swish,
      ...Object.fromEntries(blocks),
      headConv: convolution({ inputs: 320, outputs: 1280, size: 1 }),
      headNorm: batchNormalization(1280, { epsilon }),
      headSwish: swish,
      mean: globalMean,
      dropout: dropout(dropoutRate),
      dense: dense(1280, classes),
    }),
  }
}
