import { type TensorInfo, util } from '@tensorflow/tfjs-core'
import type { Kernel } from '../../installation/Kernel.js'
import type { Heap } from '../memory/Heap.js'

const sizesOf = ({ shape }: TensorInfo): readonly [number, number] => {
  const channels = shape[shape.length - 1] as number
  return [util.sizeFromShape(shape) / channels, channels]
}

/** Normalisation by the statistics of the batch: y, mean, variance. */
export const batchNorm = ({ at, output, scratch, simd }: Heap): Kernel => ({
  name: 'BatchNormTraining',
  run: ({ inputs, attrs }) => {
    const { x, gamma, beta } = inputs as { x: TensorInfo; gamma: TensorInfo; beta: TensorInfo }
    const [rows, channels] = sizesOf(x)
    const outputs = [output(x.shape), output([channels]), output([channels])]
    scratch(8 * channels, (offset) =>
      simd.batchNorm?.(
        ...[at(x), at(gamma), at(beta), ...outputs.map(at), offset],
        ...[rows, channels, attrs.epsilon as number],
      ),
    )
    return outputs
  },
})

/** Its gradients with respect to x, gamma and beta. */
export const batchNormGrad = ({ at, output, scratch, simd }: Heap): Kernel => ({
  name: 'BatchNormTrainingGrad',
  run: ({ inputs, attrs }) => {
    const { dy, x, gamma, mean, variance } = inputs as { [name: string]: TensorInfo } & {
      x: TensorInfo
    }
    const [rows, channels] = sizesOf(x)
    const outputs = [output(x.shape), output([channels]), output([channels])]
    const given = [dy, x, gamma, mean, variance] as readonly TensorInfo[]
    scratch(28 * channels, (offset) =>
      simd.batchNormGrad?.(
        ...[...given.map(at), ...outputs.map(at), offset],
        ...[rows, channels, attrs.epsilon as number],
      ),
    )
    return outputs
  },
})
