import { type TensorInfo, util } from '@tensorflow/tfjs-core'
import type { Kernel } from '../../installation/Kernel.js'
import type { Heap } from '../memory/Heap.js'

/** loss[i] = log Σ_j exp z[i, j] - z[i, labels[i]]. */
export const crossEntropy = ({ at, output, simd }: Heap): Kernel => ({
  name: 'SparseSoftmaxCrossEntropy',
  run: ({ inputs }) => {
    const { labels, logits } = inputs as { labels: TensorInfo; logits: TensorInfo }
    const rows = util.sizeFromShape(labels.shape)
    const loss = output(labels.shape)
    simd.softmaxCrossEntropy?.(
      at(logits),
      at(labels),
      at(loss),
      rows,
      logits.shape.at(-1) as number,
    )
    return loss
  },
})

/** dz[i, j] = dy[i] (softmax(z[i])[j] - [j = labels[i]]). */
export const crossEntropyGrad = ({ at, output, simd }: Heap): Kernel => ({
  name: 'SparseSoftmaxCrossEntropyGrad',
  run: ({ inputs }) => {
    const { dy, labels, logits, loss } = inputs as { [name: string]: TensorInfo } & {
      labels: TensorInfo
      logits: TensorInfo
    }
    const rows = util.sizeFromShape(labels.shape)
    const dlogits = output(logits.shape)
    simd.softmaxCrossEntropyGrad?.(
      ...[at(dy as TensorInfo), at(logits), at(labels), at(loss as TensorInfo), at(dlogits)],
      ...[rows, logits.shape.at(-1) as number],
    )
    return dlogits
  },
})
