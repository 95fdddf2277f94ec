import { batchNormalization } from '../layers/batchNormalization.js'
import { convolution } from '../layers/convolution.js'
import { dense } from '../layers/dense.js'
import { flatten, maxPool, relu } from '../layers/elementwise.js'
import { sequence } from '../layers/sequence.js'
import type { Classifier } from './Classifier.js'

/** Options of {@link smallConvnet}. */
export interface SmallConvnetOptions {
  readonly classes: number
  /** Channels of the two convolutions. Default [32, 64]. */
  readonly widths?: readonly [number, number]
  /** Height, width and channels of the images. Default [28, 28, 1]. */
  readonly image?: readonly [number, number, number]
}

/** Two convolutions 3×3 with BN, relu and pooling, a dense layer of 128 units, and the output. */
export const smallConvnet = ({
  classes,
  widths = [32, 64],
  image = [28, 28, 1],
}: SmallConvnetOptions): Classifier => {
  const [height, width, channels] = image
  const [first, second] = widths
  const features = Math.floor(height / 4) * Math.floor(width / 4) * second
  return {
    name: `CNN ${first}-${second}`,
    classes,
    image,
    decay: 0.9,
    network: sequence({
      conv1: convolution({ inputs: channels, outputs: first, size: 3 }),
      norm1: batchNormalization(first),
      relu1: relu,
      pool1: maxPool,
      conv2: convolution({ inputs: first, outputs: second, size: 3 }),
      norm2: batchNormalization(second),
      relu2: relu,
      pool2: maxPool,
      flatten,
      dense: dense(features, 128),
      relu3: relu,
      output: dense(128, classes),
    }),
  }
}
