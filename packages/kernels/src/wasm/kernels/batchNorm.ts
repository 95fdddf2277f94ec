import { type TensorInfo, util } from '@tensorflow/tfjs-core'
import type { Inputs, Kernel } from '../../installation/Kernel.js'
import type { Heap } from '../memory/Heap.js'

interface Attrs {
  readonly epsilon: number
}

const sizesOf = ({ shape }: TensorInfo): readonly [rows: number, channels: number] => {
  const channels = shape[shape.length - 1] as number
  return [util.sizeFromShape(shape) / channels, channels]
}

/** Normalization by the statistics of the batch: y, mean, variance. */
export const batchNorm = (heap: Heap): Kernel<Inputs<'x' | 'gamma' | 'beta'>, Attrs> => ({
  name: 'BatchNormTraining',
  run: ({ inputs: { x, gamma, beta }, attrs: { epsilon } }) => {
    const { at, output, scratch, simd } = heap
    const [rows, channels] = sizesOf(x)
    const outputs = [output(x.shape), output([channels]), output([channels])]
    const tensors = [x, gamma, beta, ...outputs]
    scratch(8 * channels, (offset) =>
      simd.batchNorm(...tensors.map(at), offset, rows, channels, epsilon),
    )
    return outputs
  },
})

/** Its gradients with respect to x, gamma and beta. */
export const batchNormGrad = (
  heap: Heap,
): Kernel<Inputs<'dy' | 'x' | 'gamma' | 'mean' | 'variance'>, Attrs> => ({
  name: 'BatchNormTrainingGrad',
  run: ({ inputs: { dy, x, gamma, mean, variance }, attrs: { epsilon } }) => {
    const { at, output, scratch, simd } = heap
    const [rows, channels] = sizesOf(x)
    const outputs = [output(x.shape), output([channels]), output([channels])]
    const tensors = [dy, x, gamma, mean, variance, ...outputs]
    scratch(28 * channels, (offset) =>
      simd.batchNormGrad(...tensors.map(at), offset, rows, channels, epsilon),
    )
    return outputs
  },
})
