import type { BatchMatMulAttrs, TensorInfo } from '@tensorflow/tfjs-core'
import type { Inputs, Kernel } from '../../installation/Kernel.js'
import type { Heap } from '../memory/Heap.js'
import { productShape } from './productShape.js'
import { roundUpTo8 } from './roundUpTo8.js'
import { runStock } from './runStock.js'
import { sizeOf } from './sizeOf.js'

const transpose = ({ backend }: Heap, x: TensorInfo): TensorInfo => {
  const rank = x.shape.length
  const perm = [...Array(rank - 2).keys(), rank - 1, rank - 2]
  return runStock(backend, 'Transpose', { inputs: { x }, attrs: { perm } })
}

/** aᵀ b of two matrices, without a transposed copy. */
const multiplyTransposed = ({ at, scratch, simd, zeros }: Heap, a: TensorInfo, b: TensorInfo) => {
  const [k, m] = a.shape as [number, number]
  const n = b.shape[1] as number
  const c = zeros([m, n])
  scratch(4 * 256 * (roundUpTo8(n) + 4), (offset) =>
    simd.matMulTransposed(at(a), at(b), at(c), offset, m, k, n),
  )
  return c
}

/**
 * Products with a transposed factor, the two gradients of a product: the stock kernel has a fast
 * path only for products without one. A sum over no products is 0, which the stock kernel does not
 * write.
 */
export const batchMatMul = (heap: Heap): Kernel<Inputs<'a' | 'b'>, BatchMatMulAttrs> => ({
  name: 'BatchMatMul',
  run: (call, stock) => {
    const { a, b } = call.inputs
    const { transposeA, transposeB } = call.attrs
    if (sizeOf(a) === 0 || sizeOf(b) === 0) return heap.zeros(productShape(call))
    if (!transposeA && !transposeB) return stock(call)
    if (!transposeB && a.shape.length === 2 && b.shape.length === 2)
      return multiplyTransposed(heap, a, b)
    const left = transposeA ? transpose(heap, a) : heap.alias(a)
    const right = transposeB ? transpose(heap, b) : heap.alias(b)
    const attrs = { ...call.attrs, transposeA: false, transposeB: false }
    try {
      return stock({ inputs: { a: left, b: right }, attrs })
    } finally {
      heap.backend.disposeData(left.dataId)
      heap.backend.disposeData(right.dataId)
    }
  },
})
