import { backend_util, type TensorInfo, util } from '@tensorflow/tfjs-core'
import type { Call, Kernel } from '../../installation/Kernel.js'
import type { Gpu } from '../Gpu.js'

/** Whether the parts along an axis lie one after the other in memory. */
const isContiguous = (shape: readonly number[], axis: number): boolean =>
  shape.slice(0, axis).every((length) => length === 1)

const isPlain = ({ dtype }: TensorInfo): boolean => dtype !== 'complex64' && dtype !== 'string'

/**
 * Tensors one after the other by a copy for each. A shader binds few of them at a time, so
 * TensorFlow.js copies twice, with a new bind group for every few.
 */
export const concat = ({
  outputOf,
  copy,
  isOnHost,
}: Gpu): Kernel<TensorInfo[], { axis: number }> => ({
  name: 'Concat',
  run: (call, stock) => {
    const { inputs, attrs } = call
    const [first] = inputs as [TensorInfo]
    const axis = util.parseAxisParam(attrs.axis, first.shape)[0] as number
    const filled = inputs.filter(({ shape }) => util.sizeFromShape(shape) > 0)
    const isAlike = ({ dtype }: TensorInfo) => dtype === first.dtype
    if (
      filled.length < 2 ||
      !isPlain(first) ||
      !inputs.every(isAlike) ||
      !isContiguous(first.shape, axis) ||
      inputs.every(isOnHost)
    )
      return stock(call)
    const shapes = inputs.map(({ shape }) => shape)
    backend_util.assertParamsConsistent(shapes, axis)
    const joined = outputOf(backend_util.computeOutShape(shapes, axis), first.dtype)
    let end = 0
    copy(
      filled.map((part) => {
        const at = end
        end += util.sizeFromShape(part.shape)
        return { part, whole: joined, at, isRead: false }
      }),
    )
    return joined
  },
})

/** The parts of a tensor by a copy for each; TensorFlow.js makes a bind group and a uniform. */
export const splitV = ({
  outputOf,
  copy,
  isOnHost,
}: Gpu): Kernel<{ x: TensorInfo }, { numOrSizeSplits: number[] | number; axis: number }> => ({
  name: 'SplitV',
  run: (call, stock) => {
    const { x } = call.inputs
    const axis = util.parseAxisParam(call.attrs.axis, x.shape)[0] as number
    if (!isPlain(x) || !isContiguous(x.shape, axis) || isOnHost(x)) return stock(call as Call)
    const sizes = backend_util.prepareSplitSize(
      x as Parameters<typeof backend_util.prepareSplitSize>[0],
      call.attrs.numOrSizeSplits,
      axis,
    )
    let end = 0
    const moves = sizes.map((size) => {
      const shape = x.shape.slice()
      shape[axis] = size
      const part = outputOf(shape, x.dtype)
      const at = end
      end += util.sizeFromShape(shape)
      return { part, whole: x, at, isRead: true }
    })
    copy(moves.filter(({ part }) => util.sizeFromShape(part.shape) > 0))
    return moves.map(({ part }) => part)
  },
})
