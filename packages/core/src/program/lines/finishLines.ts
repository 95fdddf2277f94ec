import { product } from '../product.js'
import type { Reducer } from '../Reduction.js'
import type { LineReducer } from '../reduceAxes.js'
import { startOf } from '../reduceValues.js'
import type { LinePass } from './LineProgram.js'

/** How elements are joined before the end: a mean is a sum until then. */
export const joinerOf = (by: LineReducer): Reducer => (by === 'maximum' ? 'maximum' : 'sum')

/** What the results of a reduction start from. */
export const lineStart = ({ by }: Pick<LinePass['reductions'][number], 'by'>): number =>
  startOf(joinerOf(by))

/**
 * Writes the results of a reduction over axes, from what was added up in float64.
 *
 * @param shape - The shape that was reduced.
 */
export const finishLines = (
  shape: readonly number[],
  { by, axes }: Pick<LinePass['reductions'][number], 'by' | 'axes'>,
  from: Float64Array,
  to: { [element: number]: number },
): void => {
  const reduced = shape.filter((_, axis) => axes.includes(axis))
  const count = by === 'mean' ? product(reduced) : 1
  for (let i = 0; i < from.length; i++) to[i] = (from[i] as number) / count
}
