import { type TensorInfo, util } from '@tensorflow/tfjs-core'

/** The number of elements. */
export const sizeOf = ({ shape }: TensorInfo): number => util.sizeFromShape(shape)
