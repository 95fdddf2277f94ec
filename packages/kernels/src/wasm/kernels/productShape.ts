import { type BatchMatMulAttrs, broadcast_util } from '@tensorflow/tfjs-core'
import type { Call, Inputs } from '../../installation/Kernel.js'

/** The shape of a product of stacks of matrices. */
export const productShape = ({
  inputs: { a, b },
  attrs,
}: Call<Inputs<'a' | 'b'>, BatchMatMulAttrs>): number[] => {
  const rows = a.shape.at(attrs.transposeA ? -1 : -2) as number
  const columns = b.shape.at(attrs.transposeB ? -2 : -1) as number
  const batch = broadcast_util.assertAndGetBroadcastShape(
    a.shape.slice(0, -2),
    b.shape.slice(0, -2),
  )
  return [...batch, rows, columns]
}
