import { backend_util, broadcast_util, type TensorInfo, util } from '@tensorflow/tfjs-core'
import type { Call, Kernel } from '../../installation/Kernel.js'
import type { Heap } from '../memory/Heap.js'
import { activated } from './activated.js'
import { sizeOf } from './sizeOf.js'

type Shape4 = [number, number, number, number]

/** The shape of a product of stacks of matrices. */
export const productShape = ({ inputs, attrs }: Call): number[] => {
  const { a, b } = inputs as { a: TensorInfo; b: TensorInfo }
  const rows = a.shape.at(attrs.transposeA ? -1 : -2) as number
  const columns = b.shape.at(attrs.transposeB ? -2 : -1) as number
  const batch = broadcast_util.assertAndGetBroadcastShape(
    a.shape.slice(0, -2),
    b.shape.slice(0, -2),
  )
  return [...batch, rows, columns]
}

const convolutionShape =
  (depthwise: boolean) =>
  ({ inputs, attrs }: Call): number[] => {
    const { x, filter } = inputs as { x: TensorInfo; filter: TensorInfo }
    return backend_util.computeConv2DInfo(
      x.shape as Shape4,
      filter.shape as Shape4,
      attrs.strides as [number, number],
      attrs.dilations as [number, number],
      attrs.pad as Parameters<typeof backend_util.computeConv2DInfo>[4],
      attrs.dimRoundingMode as 'floor' | 'round' | 'ceil',
      depthwise,
      backend_util.convertConv2DDataFormat((attrs.dataFormat ?? 'NHWC') as 'NHWC'),
    ).outShape
  }

/** Whether a tensor is empty, or a filter larger than the image, which may have no output. */
const mayBeEmpty = ({ inputs }: Call): boolean => {
  const { x, a = x, filter, b = filter } = inputs as { readonly [name: string]: TensorInfo }
  if (sizeOf(a as TensorInfo) === 0 || sizeOf(b as TensorInfo) === 0) return true
  if (x === undefined || filter === undefined) return false
  const [height, width] = filter.shape as Shape4
  return height > (x.shape[1] as number) || width > (x.shape[2] as number)
}

const fused =
  (name: string, shapeOf: (call: Call) => number[]) =>
  (heap: Heap): Kernel => ({
    name,
    run: (call, stock) => {
      if (!mayBeEmpty(call)) return stock(call)
      const shape = shapeOf(call)
      const inputs = Object.values(call.inputs).slice(0, 2)
      return util.sizeFromShape(shape) > 0 && inputs.every((tensor) => sizeOf(tensor) > 0)
        ? stock(call)
        : activated(heap, heap.zeros(shape), call)
    },
  })

/** Kernels whose output is without elements where an input is. */
const empty =
  (name: string, shapeOf: (call: Call) => readonly number[]) =>
  (heap: Heap): Kernel => ({
    name,
    run: (call, stock) => {
      const { x } = call.inputs as { x: TensorInfo }
      const shape = sizeOf(x) > 0 ? undefined : shapeOf(call)
      // elements out of an empty tensor: the stock kernel refuses the index
      return shape === undefined || util.sizeFromShape([...shape]) > 0
        ? stock(call)
        : heap.output(shape, x.dtype)
    },
  })

const gatheredShape = ({ inputs, attrs }: Call): readonly number[] => {
  const { x, indices } = inputs as { x: TensorInfo; indices: TensorInfo }
  const axis = attrs.axis as number
  const at = axis < 0 ? axis + x.shape.length : axis
  const rest = indices.shape.slice((attrs.batchDims as number) ?? 0)
  return [...x.shape.slice(0, at), ...rest, ...x.shape.slice(at + 1)]
}

/** Sums of no products are 0, with bias and activation where they are fused; the stock kernels write nothing. */
export const overNoChannels: readonly ((heap: Heap) => Kernel)[] = [
  fused('_FusedMatMul', productShape),
  ...['Conv2D', 'FusedConv2D'].map((name) => fused(name, convolutionShape(false))),
  ...['DepthwiseConv2dNative', 'FusedDepthwiseConv2D'].map((name) =>
    fused(name, convolutionShape(true)),
  ),
  empty('GatherV2', gatheredShape),
  empty('Prelu', ({ inputs }) => (inputs.x as TensorInfo).shape),
]
