import type { Node } from '../Node.js'
import { type Bytes, op } from './Assembler.js'
import { leafSums } from './leafSums.js'
import { until, wholePairs } from './loops.js'

const { v128 } = op

/** The locals of a store. */
interface StoreLocals {
  /** The addresses of the store and of the partial results. */
  readonly store: number
  readonly out: number
  /** Two of its own: one for addresses, and the bytes that are added up, 0 at first. */
  readonly place: number
  readonly done: number
  /** The first of its vectors, `vectors` in number. */
  readonly sums: number
}

/**
 * The code that adds up the squares of what a leaf stores, in the order of `reduceValues`.
 *
 * @param bytes - The size of the leaf.
 */
export const storedSquares = (
  bytes: Bytes,
  { store, out, place, done, sums }: StoreLocals,
): {
  readonly vectors: number
  /** Adds up what is stored below an offset in complete groups of eight: it is in the cache. */
  readonly joinTo: (limit: Bytes) => Bytes
  /** The same for the rest, which may be no complete group. */
  readonly rest: Bytes
} => {
  const leaf = leafSums([{ by: 'squares', name: '', node: {} as Node }], {
    ...{ out, place, sums, index: op.get(done), whole: [...bytes, ...wholePairs, ...op.and] },
    elements: (_, pair) => [
      ...[...op.get(store), ...op.get(done), ...op.add],
      ...(pair === undefined ? v128.loadOne : v128.loadPair(8 * pair)),
    ],
  })
  const joinTo = (limit: Bytes): Bytes => [
    ...[...limit, ...wholePairs, ...op.and, ...op.set(place), ...leaf.start],
    ...until(done, op.get(place), 32, [...leaf.joinFour(0), ...leaf.joinFour(1)]),
    ...leaf.stop,
  ]
  return {
    vectors: leaf.locals,
    joinTo,
    rest: [...joinTo(bytes), ...until(done, bytes, 4, leaf.joinOne)],
  }
}
