import type * as tf from '@tensorflow/tfjs-core'
import { emitSquares } from './emitSquares.js'

const lanes = 8

type Run = (table: number, rows: number, out: number) => void

/** The total of eight sums and the remaining elements, in the order of eager's `squareSum`. */
const total = (s: Float64Array, rest: Float32Array): number => {
  const [s0, s1, s2, s3, s4, s5, s6, s7] = s as unknown as [
    ...[number, number, number, number],
    ...[number, number, number, number],
  ]
  let sum = s0 + s4 + (s2 + s6) + (s1 + s5 + (s3 + s7))
  for (const x of rest) sum += x ** 2
  return sum
}

/** The L2 norms of leaves in the backend's memory, all in one call. */
export const squaresOf = (
  memory: WebAssembly.Memory,
  scratch: (bytes: number) => number,
  instance: (bytes: Uint8Array<ArrayBuffer>) => Run,
  shared: boolean,
  offset: (tensor: tf.Tensor) => number,
): ((leaves: readonly tf.Tensor[]) => readonly number[]) => {
  const run = instance(emitSquares(shared))
  return (leaves) => {
    // reading the offset moves a tensor of another backend here; the memory may then grow, which
    // invalidates views of it
    const offsets = leaves.map(offset)
    const out = scratch(leaves.length * (8 * lanes + 8))
    const table = out + leaves.length * 8 * lanes
    const cells = new Uint32Array(memory.buffer, table, 2 * leaves.length)
    leaves.forEach((leaf, i) => {
      cells[2 * i] = leaf.size
      cells[2 * i + 1] = offsets[i] as number
    })
    run(table, leaves.length, out)
    return leaves.map((leaf, i) => {
      const whole = leaf.size - (leaf.size % lanes)
      const sums = new Float64Array(memory.buffer, out + i * 8 * lanes, lanes)
      const rest = new Float32Array(
        memory.buffer,
        (offsets[i] as number) + 4 * whole,
        leaf.size - whole,
      )
      return Math.sqrt(total(sums, rest))
    })
  }
}
