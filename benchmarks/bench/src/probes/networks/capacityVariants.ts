import { paperMethods, small } from '../../methods/methods.js'
import type { Contender } from '../../tasks/Contender.js'

const capacities = [1, 20]

/** Critical gradients and momenta with other capacities than the default, for Fig. 8, right. */
export const capacityVariants: readonly Contender[] = capacities.flatMap((capacity) =>
  paperMethods({ ...small, capacity })
    .filter(({ name }) => name === 'Adam+CG' || name === 'Adam+CM')
    .map((contender) => ({ ...contender, name: `${contender.name}, C = ${capacity}` })),
)

/** Whether a name is that of a variant. */
export const isCapacityVariant = (name: string): boolean =>
  capacityVariants.some((variant) => variant.name === name)
