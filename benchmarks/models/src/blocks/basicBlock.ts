import { batchNormalization } from '../layers/batchNormalization.js'
import { convolution } from '../layers/convolution.js'
import { relu } from '../layers/elementwise.js'
import type { Layer } from '../layers/Layer.js'
import { identityLayer, residual } from '../layers/residual.js'
import { sequence } from '../layers/sequence.js'

/** Where a block begins and ends. */
export interface BlockOptions {
  readonly inputs: number
  readonly outputs: number
  readonly stride: number
}

/**
 * ResNet's basic block: conv 3×3, BN, relu, conv 3×3, BN, plus the input (by a 1×1 convolution with
 * BN where the shape changes), relu.
 *
 * Source: He et al., arXiv 1512.03385, option B.
 */
export const basicBlock = ({ inputs, outputs, stride }: BlockOptions): Layer => {
  const main = sequence({
    conv1: convolution({ inputs, outputs, size: 3, stride }),
    norm1: batchNormalization(outputs),
    relu,
    conv2: convolution({ inputs: outputs, outputs, size: 3 }),
    norm2: batchNormalization(outputs),
  })
  const shortcut =
    stride === 1 && inputs === outputs
      ? identityLayer
      : sequence({
          conv: convolution({ inputs, outputs, size: 1, stride }),
          norm: batchNormalization(outputs),
        })
  return sequence({ sum: residual(main, shortcut), relu })
}
