import type { Inputs, Kernel } from '../../installation/Kernel.js'
import type { Heap } from '../memory/Heap.js'
import { sizeOf } from './sizeOf.js'

/** log Σ_j exp z[i, j] - z[i, labels[i]], and as a second output log Σ_j exp z[i, j]. */
export const crossEntropy = ({ at, output, simd }: Heap): Kernel<Inputs<'labels' | 'logits'>> => ({
  name: 'SparseSoftmaxCrossEntropy',
  run: ({ inputs: { labels, logits } }) => {
    const loss = output(labels.shape)
    const sums = output(labels.shape)
    simd.softmaxCrossEntropy(
      ...[logits, labels, loss, sums].map(at),
      ...[sizeOf(labels), logits.shape.at(-1) as number],
    )
    return [loss, sums]
  },
})

/** dz[i, j] = dy[i] (softmax(z[i])[j] - [j = labels[i]]). */
export const crossEntropyGrad = (
  heap: Heap,
): Kernel<Inputs<'dy' | 'labels' | 'logits' | 'aux0'>> => ({
  name: 'SparseSoftmaxCrossEntropyGrad',
  run: ({ inputs: { dy, labels, logits, aux0 } }) => {
    const { at, output, simd } = heap
    const dlogits = output(logits.shape)
    simd.softmaxCrossEntropyGrad(
      ...[dy, logits, labels, aux0, dlogits].map(at),
      ...[sizeOf(labels), logits.shape.at(-1) as number],
    )
    return dlogits
  },
})
