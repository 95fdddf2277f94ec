import type { Description } from '../Description.js'
import { reductionOf, reductionScalars } from '../program/reductionOf.js'
import type { Decidable } from './Decidable.js'
import type { Layout, LayoutSegment, PartLeaves } from './Layout.js'
import type { PartReduction } from './Measurement.js'

/** The reductions that are measured before a segment. */
export const reductionsOf = (
  { transform, parts }: Layout,
  { reduces, same }: Pick<LayoutSegment, 'reduces' | 'same'>,
  from: Decidable,
): readonly PartReduction[] =>
  reduces.map((part) => {
    const description = transform[part] as Description
    const { host, hyper } = from.parts[part] as Decidable['parts'][number]
    const scalars = reductionScalars(description, host, hyper)
    return {
      part,
      reduction: reductionOf(description, scalars, same),
      scalars,
      leaves: (parts[part] as PartLeaves).indices,
    }
  })
