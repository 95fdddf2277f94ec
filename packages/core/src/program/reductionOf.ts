import type { Description } from '../Description.js'
import type { Host } from '../Host.js'
import { mapDictionary } from '../mapDictionary.js'
import type { Scalars } from '../Scalars.js'
import { once } from './once.js'
import type { Reduction } from './Reduction.js'
import { haveShape, type ScalarsShape, scalarsShape } from './scalarsShape.js'
import { traceReduction } from './traceReduction.js'

interface Known {
  readonly same: boolean
  readonly shape: ScalarsShape
  readonly reduction: Reduction
}

const cache = once((_: Description): Known[] => [])

/** The scalars of the reductions of a part. */
export const reductionScalars = (
  { reductions }: Description,
  host: Host,
  hyper: { readonly [name: string]: number },
): Scalars => reductions?.scalars?.(host, hyper) ?? {}

/**
 * The reduction of a part, traced once for each shape of its scalars. While the shape is the same,
 * later steps get the same object, by which engines cache kernels.
 */
export const reductionOf = (
  description: Description,
  scalars: Scalars,
  same: boolean,
): Reduction => {
  const known = cache(description)
  const found = known.find((one) => one.same === same && haveShape(scalars, one.shape))
  if (found !== undefined) return found.reduction
  const reduction = traceReduction(description, scalars, same)
  known.push({ same, shape: scalarsShape(scalars), reduction })
  return reduction
}

/** The streams that the reductions of a part read in the first step; none if it has none. */
export const reductionReads = (description: Description): readonly string[] => {
  if (description.reductions === undefined) return []
  const hyper = mapDictionary(description.hyper, ({ value }) => value)
  const scalars = reductionScalars(description, description.init([]), hyper)
  return reductionOf(description, scalars, false).loads.map(({ kind }) => kind)
}
