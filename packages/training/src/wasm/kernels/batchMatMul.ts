import type { TensorInfo } from '@tensorflow/tfjs-core'
import type { Kernel } from '../../installation/Kernel.js'
import type { Heap } from '../memory/Heap.js'
import { productShape } from './empty.js'
import { sizeOf } from './sizeOf.js'
import { stockKernel } from './stockKernel.js'

const transposed = ({ backend }: Heap, x: TensorInfo): TensorInfo => {
  const rank = x.shape.length
  const perm = [...Array(rank - 2).keys(), rank - 1, rank - 2]
  return stockKernel(backend, 'Transpose', { inputs: { x }, attrs: { perm } })
}

/** aᵀ b of two matrices, both read as they lie. */
const transposedProduct = ({ at, scratch, simd, zeros }: Heap, a: TensorInfo, b: TensorInfo) => {
  const [k, m] = a.shape as [number, number]
  const n = b.shape[1] as number
  const c = zeros([m, n])
  scratch(4 * 256 * (8 * Math.ceil(n / 8) + 4), (offset) =>
    simd.matMulTransposed?.(at(a), at(b), at(c), offset, m, k, n),
  )
  return c
}

/**
 * Products with a transposed factor, the two gradients of a product; the stock kernel runs its fast
 * path only where neither is. A sum of no products is 0, which the stock kernel does not write.
 */
export const batchMatMul = (heap: Heap): Kernel => ({
  name: 'BatchMatMul',
  run: (call, stock) => {
    const { a, b } = call.inputs as { a: TensorInfo; b: TensorInfo }
    const { transposeA, transposeB } = call.attrs
    if (sizeOf(a) === 0 || sizeOf(b) === 0) return heap.zeros(productShape(call))
    if (!transposeA && !transposeB) return stock(call)
    if (!transposeB && a.shape.length === 2 && b.shape.length === 2)
      return transposedProduct(heap, a, b)
    const left = transposeA ? transposed(heap, a) : heap.alias(a)
    const right = transposeB ? transposed(heap, b) : heap.alias(b)
    const attrs = { ...call.attrs, transposeA: false, transposeB: false }
    try {
      return stock({ inputs: { a: left, b: right }, attrs })
    } finally {
      heap.backend.disposeData(left.dataId)
      heap.backend.disposeData(right.dataId)
    }
  },
})
