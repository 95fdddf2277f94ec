import { preActivationBlock } from '../blocks/preActivationBlock.js'
import { batchNormalization } from '../layers/batchNormalization.js'
import { convolution } from '../layers/convolution.js'
import { dense } from '../layers/dense.js'
import { globalMean, relu } from '../layers/elementwise.js'
import type { Layer } from '../layers/Layer.js'
import { sequence } from '../layers/sequence.js'
import type { Classifier } from './Classifier.js'

/** Options of {@link wideResnet}. */
export interface WideResnetOptions {
  /** d = 6n + 4 layers: 10, 16, 22, 28, 34, 40, … */
  readonly depth: number
  /** k, the factor by which 16, 32 and 64 channels are widened: a positive integer. */
  readonly widening: number
  readonly classes: number
  /** Channels of the images. Default 3. */
  readonly channels?: number
}

/**
 * WRN-d-k for images of 32 × 32. WRN-40-1 has 563,930 parameters for 10 classes, 569,780 for 100.
 *
 * Source: Zagoruyko and Komodakis, arXiv 1605.07146.
 *
 * @throws RangeError unless depth is 6n + 4 with n >= 1 and widening is a positive integer.
 */
export const wideResnet = ({
  depth,
  widening,
  classes,
  channels = 3,
}: WideResnetOptions): Classifier => {
  const perStage = (depth - 4) / 6
  if (!Number.isInteger(perStage) || perStage < 1)
    throw new RangeError(`wideResnet: depth must be 6n + 4 with n >= 1, got ${depth}`)
  if (!Number.isInteger(widening) || widening < 1)
    throw new RangeError(`wideResnet: widening must be a positive integer, got ${widening}`)
  const blocks = [16, 32, 64].flatMap((width, stage) =>
    Array.from({ length: perStage }, (_, i) => {
      const outputs = width * widening
      const inputs = i > 0 ? outputs : stage === 0 ? 16 : outputs / 2
      const stride = stage > 0 && i === 0 ? 2 : 1
      return [
        `stage${stage + 1}.${i + 1}`,
        preActivationBlock({ inputs, outputs, stride }),
      ] as const
    }),
  )
  const last = 64 * widening
  return {
    name: `WRN-${depth}-${widening}`,
    classes,
    image: [32, 32, channels],
    decay: 0.9,
    network: sequence({
      conv: convolution({ inputs: channels, outputs: 16, size: 3 }),
      ...(Object.fromEntries(blocks) as { readonly [name: string]: Layer }),
      norm: batchNormalization(last),
      relu,
      mean: globalMean,
      dense: dense(last, classes),
    }),
  }
}
