import type { Node } from '../Node.js'
import type { Reduction } from '../Reduction.js'
import { partials } from '../reduceValues.js'
import { type Bytes, op } from './Assembler.js'

const { f64x2, v128 } = op

/** Eight lanes in four pairs of float64. */
const pairs = 4

/** The bytes of the partial results of one output. */
export const bytesOfOutput = 8 * partials

/** What the code of reductions to numbers uses. */
interface LeafSumCode {
  /** The local with the address of the partial results. */
  readonly out: number
  /** A local for an address. */
  readonly place: number
  /** The first local for sums, `locals` in number. */
  readonly sums: number
  /** Elements of a node in the lower half of a vector: one, or a pair of a group of eight. */
  readonly elements: (node: Node, pair?: number) => Bytes
  /** In bytes, the current element of the leaf, and the end of its complete groups of eight. */
  readonly index: Bytes
  readonly whole: Bytes
}

/** The code of reductions of a leaf to numbers. */
interface LeafSums {
  readonly locals: number
  /** Before and after groups of eight elements. */
  readonly start: Bytes
  readonly stop: Bytes
  /** Joins half of a group of eight. */
  readonly joinFour: (half: number) => Bytes
  /** Joins one element, outside of `start` and `stop`. */
  readonly joinOne: Bytes
}

/**
 * The code of reductions in the order of `reduceValues`: eight lanes of float64, element i in lane
 * i mod 8; elements after the last complete group of eight have partial results of their own.
 */
export const leafSums = (
  outputs: Reduction['outputs'],
  { out, place, sums, elements, index, whole }: LeafSumCode,
): LeafSums => {
  const wide = sums + pairs * outputs.length
  const each = (make: (one: Reduction['outputs'][number], o: number) => Bytes): Bytes =>
    outputs.flatMap((one, o) => make(one, o))
  const eachSum = (make: (sum: number, offset: number) => Bytes): Bytes =>
    each((_, o) =>
      [0, 1, 2, 3].flatMap((pair) => make(sums + pairs * o + pair, bytesOfOutput * o + 16 * pair)),
    )
  /** Joins elements as float64, squared if so reduced. */
  const join = ({ by }: Reduction['outputs'][number], pair: Bytes): Bytes => [
    ...[...pair, ...f64x2.promote],
    ...(by === 'squares' ? [...op.set(wide), ...op.get(wide), ...op.get(wide), ...f64x2.mul] : []),
    ...(by === 'maximum' ? f64x2.max : f64x2.add),
  ]
  return {
    locals: outputs.length === 0 ? 0 : pairs * outputs.length + 1,
    start: eachSum((sum, offset) => [...op.get(out), ...v128.load(offset), ...op.set(sum)]),
    stop: eachSum((sum, offset) => [...op.get(out), ...op.get(sum), ...v128.store(offset)]),
    joinFour: (half) =>
      each((one, o) =>
        [2 * half, 2 * half + 1].flatMap((pair) => {
          const sum = sums + pairs * o + pair
          return [...op.get(sum), ...join(one, elements(one.node, pair)), ...op.set(sum)]
        }),
      ),
    joinOne:
      outputs.length === 0
        ? []
        : [
            ...[...op.get(out), ...index, ...op.i32(1), ...op.shiftLeft, ...op.i32(56), ...op.and],
            ...[...op.add, ...index, ...whole, ...op.notLess, ...op.i32(6), ...op.shiftLeft],
            ...[...op.add, ...op.set(place)],
            ...each((one, o) => [
              ...[...op.get(place), ...op.get(place), ...v128.loadPair(bytesOfOutput * o)],
              ...[...join(one, elements(one.node)), ...v128.storeOneDouble(bytesOfOutput * o)],
            ]),
          ],
  }
}
