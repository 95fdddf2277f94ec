import { lineStart } from '../lines/finishLines.js'
import type { LinePass } from '../lines/LineProgram.js'
import type { Node } from '../Node.js'
import { type Bytes, op } from './Assembler.js'

const { f64x2, v128 } = op

/** A run is added up in four pairs of float64. */
export const pairs = 4

/** The code of the reductions of a pass, for values in locals. */
export interface LineSums {
  /** Whether one of them reduces runs. */
  readonly hasRuns: boolean
  /** At the start of a run. */
  readonly start: Bytes
  /** Joins four elements: the first four of eight, or the other four. */
  readonly joinFour: (part: number) => Bytes
  /** At the end of all complete groups of eight of a run. */
  readonly combine: Bytes
  /** Joins one element after these. */
  readonly joinOne: Bytes
  /** At the end of a run. */
  readonly end: Bytes
}

/** The locals of reductions. */
export interface SumLocals {
  readonly index: number
  /** The local that holds the value of a node. */
  readonly at: (node: Node) => number
  /** For each reduction the local with the address of its float64 results. */
  readonly into: (reduction: number) => number
  /** Whether the results of a reduction move along a run; else it reduces the run. */
  readonly moves: (reduction: number) => boolean
  /** The first local of partial results, `pairs` for each reduction. */
  readonly sums: number
}

/** The lower or the upper two elements of a value as float64. */
const wide = (value: number, upper: boolean): Bytes => [
  ...[...op.get(value), ...(upper ? [...op.get(value), ...v128.upper] : []), ...f64x2.promote],
]

/**
 * The code of reductions over axes, in the order of `reduceAxes`: runs along the last loop in eight
 * lanes each, other loops in the results, element by element.
 */
export const lineSums = (
  reductions: LinePass['reductions'],
  { index, at, into: intoOf, moves, sums: first }: SumLocals,
): LineSums => {
  const all = reductions.map((one, r) => ({
    join: one.by === 'maximum' ? f64x2.max : f64x2.add,
    value: at(one.node),
    from: v128.splatDouble(lineStart(one)),
    into: intoOf(r),
    sums: first + pairs * r,
    isRun: !moves(r),
  }))
  const runs = all.filter(({ isRun }) => isRun)
  const kept = all.filter(({ isRun }) => !isRun)
  const resultAt = (into: number): Bytes => [
    ...[...op.get(into), ...op.get(index), ...op.i32(1), ...op.shiftLeft, ...op.add],
  ]
  const joinTo = (sum: number, value: Bytes, join: Bytes): Bytes => [
    ...[...op.get(sum), ...value, ...join, ...op.set(sum)],
  ]
  return {
    hasRuns: runs.length > 0,
    start: runs.flatMap(({ sums, from }) =>
      Array.from({ length: pairs }, (_, pair) => [...from, ...op.set(sums + pair)]).flat(),
    ),
    joinFour: (part) =>
      [0, 1].flatMap((half) => [
        ...runs.flatMap(({ sums, value, join }) =>
          joinTo(sums + 2 * part + half, wide(value, half === 1), join),
        ),
        ...kept.flatMap(({ into, value, join }) => {
          const offset = 32 * part + 16 * half
          const was = [...resultAt(into), ...v128.load(offset)]
          return [
            ...[...resultAt(into), ...was, ...wide(value, half === 1), ...join],
            ...v128.store(offset),
          ]
        }),
      ]),
    combine: runs.flatMap(({ sums, join }) => {
      const both = (a: number, b: number): Bytes => [...op.get(a), ...op.get(b), ...join]
      return [
        ...[...both(sums, sums + 2), ...both(sums + 1, sums + 3), ...join, ...op.set(sums)],
        ...joinTo(sums, [...op.get(sums), ...op.get(sums), ...v128.upper], join),
      ]
    }),
    joinOne: [
      ...runs.flatMap(({ sums, value, join }) => joinTo(sums, wide(value, false), join)),
      ...kept.flatMap(({ into, value, join }) => [
        ...[...resultAt(into), ...resultAt(into), ...v128.loadOneDouble],
        ...[...wide(value, false), ...join, ...v128.storeOneDouble(0)],
      ]),
    ],
    end: runs.flatMap(({ into, sums, join }) => [
      ...[...op.get(into), ...op.get(into), ...v128.loadOneDouble, ...op.get(sums), ...join],
      ...v128.storeOneDouble(0),
    ]),
  }
}
