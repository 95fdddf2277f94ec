import { product } from '../product.js'
import type { LinePass } from './LineProgram.js'

/**
 * Nested loops of a pass, the innermost last, and how many elements each of its streams and results
 * moves in one turn of each: 0 where it is broadcast or reduced.
 */
export interface Loops {
  readonly lengths: readonly number[]
  readonly loads: readonly (readonly number[])[]
  readonly stores: readonly number[]
  readonly reductions: readonly (readonly number[])[]
}

/** For each axis of a pass, whether a stream or result has it. */
type Has = readonly boolean[]

const hasAxes = (own: readonly number[], shape: readonly number[]): Has =>
  shape.map((_, axis) => (own[axis - shape.length + own.length] ?? 1) !== 1)

const stepsOf = (has: Has, lengths: readonly number[]): readonly number[] => {
  let next = 1
  const steps = lengths.map(() => 0)
  for (let axis = lengths.length - 1; axis >= 0; axis--)
    if (has[axis]) {
      steps[axis] = next
      next *= lengths[axis] as number
    }
  return steps
}

const isSame = (all: readonly Has[], a: number, b: number): boolean =>
  all.every((has) => has[a] === has[b])

/**
 * The loops of a pass: one for each axis, neighbours in one where all streams move alike. The last
 * axis keeps a loop of its own where it is reduced, since runs along it are reduced by themselves.
 */
export const loopsOf = ({ shape: given, loads, reductions }: LinePass): Loops => {
  const shape = given.length === 0 ? [1] : given
  const streams = loads.map((load) => hasAxes(load.shape, shape))
  const kept = reductions.map(({ axes }) => shape.map((_, axis) => !axes.includes(axis)))
  const last = shape.length - 1
  const isRun = kept.some((has) => !has[last])
  const joins = (axis: number, next: number): boolean =>
    isSame(kept, axis, next) &&
    (shape[axis] === 1 || shape[next] === 1 || isSame(streams, axis, next)) &&
    !(isRun && next === last)
  /** Axes that share a loop, outermost first. */
  const groups: number[][] = [[last]]
  for (let axis = last - 1; axis >= 0; axis--) {
    const first = groups[0] as number[]
    const next = first.find((one) => shape[one] !== 1) ?? (first[0] as number)
    if (joins(axis, next)) first.unshift(axis)
    else groups.unshift([axis])
  }
  const lengths = groups.map((axes) => product(axes.map((axis) => shape[axis] as number)))
  const ofGroups = (has: Has): Has => groups.map((axes) => axes.some((axis) => has[axis]))
  return {
    lengths,
    loads: streams.map((has) => stepsOf(ofGroups(has), lengths)),
    stores: stepsOf(
      lengths.map(() => true),
      lengths,
    ),
    reductions: kept.map((has) => stepsOf(ofGroups(has), lengths)),
  }
}
