import { batchNormalization } from '../layers/batchNormalization.js'
import { convolution, depthwise } from '../layers/convolution.js'
import { dropout } from '../layers/dropout.js'
import { swish } from '../layers/elementwise.js'
import type { Layer } from '../layers/Layer.js'
import { residual } from '../layers/residual.js'
import { sequence } from '../layers/sequence.js'
import { squeezeExcite } from '../layers/squeezeExcite.js'
import type { BlockOptions } from './basicBlock.js'

/** Options of {@link invertedBlock}. */
export interface InvertedBlockOptions extends BlockOptions {
  /** Height and width of the depthwise filter. */
  readonly size: number
  /** Channels inside over channels at the input. */
  readonly expansion: number
  /** Probability with which the block is left out in training. */
  readonly dropConnect: number
}

/** EfficientNet's batch normalization. */
export const epsilon = 1e-3

/**
 * EfficientNet's block: expand 1×1, depthwise, squeeze and excite, project 1×1; the input is added
 * where the shape stays, with drop connect.
 *
 * Source: Tan and Le, arXiv 1905.11946; Sandler et al., arXiv 1801.04381.
 */
export const invertedBlock = ({
  inputs,
  outputs,
  stride,
  size,
  expansion,
  dropConnect,
}: InvertedBlockOptions): Layer => {
  const inner = inputs * expansion
  const expand =
    expansion === 1
      ? {}
      : {
          expand: convolution({ inputs, outputs: inner, size: 1 }),
          norm0: batchNormalization(inner, { epsilon }),
          swish0: swish,
        }
  const block = sequence({
    ...expand,
    depthwise: depthwise({ inputs: inner, size, stride, padding: 'same' }),
    norm1: batchNormalization(inner, { epsilon }),
    swish1: swish,
    excite: squeezeExcite(inner, Math.max(1, Math.floor(inputs / 4))),
    project: convolution({ inputs: inner, outputs, size: 1 }),
    norm2: batchNormalization(outputs, { epsilon }),
  })
  return stride === 1 && inputs === outputs
    ? residual(sequence({ block, drop: dropout(dropConnect, true) }))
    : block
}
