import { basicBlock } from '../blocks/basicBlock.js'
import { batchNormalization } from '../layers/batchNormalization.js'
import { convolution } from '../layers/convolution.js'
import { dense } from '../layers/dense.js'
import { globalMean, relu } from '../layers/elementwise.js'
import type { Layer } from '../layers/Layer.js'
import { sequence } from '../layers/sequence.js'
import type { Classifier } from './Classifier.js'

/** Depths that are built in. */
export type ResnetDepth = 8 | 18 | 34

/** Options of {@link resnet}. */
export interface ResnetOptions {
  readonly classes: number
  /**
   * Channels of the first stage. Default 16 for depth 8, 64 for 18 and 34; 20 is the reduced
   * ResNet18.
   */
  readonly width?: number
  /** Channels of the images. Default 3. */
  readonly channels?: number
}

/**
 * Blocks of each stage; the first stage keeps the size, the others halve it and double the width.
 */
const stages: { readonly [D in ResnetDepth]: readonly number[] } = {
  8: [1, 1, 1],
  18: [2, 2, 2, 2],
  34: [3, 4, 6, 3],
}

/**
 * ResNet for images of 32 × 32: a 3×3 convolution, stages of basic blocks, mean, dense.
 *
 * ResNet-8 is the 6n + 2 family of He et al. with n = 1 (78,042 parameters for 10 classes); 18 and
 * 34 are those of ImageNet with a stem for small images (11,173,962 and 21,282,122).
 *
 * Source: He et al., arXiv 1512.03385.
 */
export const resnet = (
  depth: ResnetDepth,
  { classes, width = depth === 8 ? 16 : 64, channels = 3 }: ResnetOptions,
): Classifier => {
  const blocks = stages[depth].flatMap((count, stage) =>
    Array.from({ length: count }, (_, i) => {
      const outputs = width * 2 ** stage
      const inputs = stage > 0 && i === 0 ? outputs / 2 : outputs
      const stride = stage > 0 && i === 0 ? 2 : 1
      return [`stage${stage + 1}.${i + 1}`, basicBlock({ inputs, outputs, stride })] as const
    }),
  )
  const last = width * 2 ** (stages[depth].length - 1)
  return {
    name: `ResNet-${depth}${width === 20 ? ' (reduced)' : ''}`,
    classes,
    image: [32, 32, channels],
    decay: 0.9,
    network: sequence({
      conv: convolution({ inputs: channels, outputs: width, size: 3 }),
      norm: batchNormalization(width),
      relu,
      ...(Object.fromEntries(blocks) as { readonly [name: string]: Layer }),
      mean: globalMean,
      dense: dense(last, classes),
    }),
  }
}
