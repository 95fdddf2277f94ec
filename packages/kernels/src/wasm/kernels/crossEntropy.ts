import type { Inputs, Kernel } from '../../installation/Kernel.js'
import type { Heap } from '../memory/Heap.js'
import { sizeOf } from './sizeOf.js'

/** loss[i] = log Σ_j exp z[i, j] - z[i, labels[i]]. */
export const crossEntropy = ({ at, output, simd }: Heap): Kernel<Inputs<'labels' | 'logits'>> => ({
  name: 'SparseSoftmaxCrossEntropy',
  run: ({ inputs: { labels, logits } }) => {
    const loss = output(labels.shape)
    simd.softmaxCrossEntropy(
      ...[at(logits), at(labels), at(loss)],
      ...[sizeOf(labels), logits.shape.at(-1) as number],
    )
    return loss
  },
})

/** dz[i, j] = dy[i] (softmax(z[i])[j] - [j = labels[i]]). */
export const crossEntropyGrad = (
  heap: Heap,
): Kernel<Inputs<'dy' | 'labels' | 'logits' | 'loss'>> => ({
  name: 'SparseSoftmaxCrossEntropyGrad',
  run: ({ inputs: { dy, labels, logits, loss } }) => {
    const { at, output, simd } = heap
    const dlogits = output(logits.shape)
    simd.softmaxCrossEntropyGrad(
      ...[dy, logits, labels, loss, dlogits].map(at),
      ...[sizeOf(labels), logits.shape.at(-1) as number],
    )
    return dlogits
  },
})
