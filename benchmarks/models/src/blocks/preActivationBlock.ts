import { batchNormalization } from '../layers/batchNormalization.js'
import { convolution } from '../layers/convolution.js'
import { relu } from '../layers/elementwise.js'
import type { Layer } from '../layers/Layer.js'
import { residual } from '../layers/residual.js'
import { sequence } from '../layers/sequence.js'
import type { BlockOptions } from './basicBlock.js'

/**
 * The block of wide residual networks: BN, relu, conv 3×3, BN, relu, conv 3×3, plus the input.
 * Where the shape changes, both branches start from the first BN and relu.
 *
 * Source: Zagoruyko and Komodakis, arXiv 1605.07146.
 */
export const preActivationBlock = ({ inputs, outputs, stride }: BlockOptions): Layer => {
  const norm1 = batchNormalization(inputs)
  const rest = {
    conv1: convolution({ inputs, outputs, size: 3, stride }),
    norm2: batchNormalization(outputs),
    relu2: relu,
    conv2: convolution({ inputs: outputs, outputs, size: 3 }),
  }
  return stride === 1 && inputs === outputs
    ? residual(sequence({ norm1, relu1: relu, ...rest }))
    : sequence({
        norm1,
        relu1: relu,
        sum: residual(
          sequence(rest),
          sequence({ conv: convolution({ inputs, outputs, size: 1, stride }) }),
        ),
      })
}
