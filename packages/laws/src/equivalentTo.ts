import type { Optimizer } from '@momenta/core'
import type { Law } from './Law.js'
import { paramsOf, travel } from './travel.js'

/**
 * The law that an optimizer takes the same steps as another, bit for bit: for κ = 0, ρ = 0 and
 * capacity 0, and for any rewriting of a chain.
 *
 * @param other - The optimizer to compare with.
 * @param steps - The number of steps.
 *
 * @example
 * import { identity, optimizer } from '@momenta/core'
 * import { equivalentTo } from '@momenta/laws'
 *
 * equivalentTo(optimizer(identity)).check(optimizer(identity)) // => undefined
 */
export const equivalentTo = (other: Optimizer, steps = 20): Law<Optimizer> => ({
  name: 'takes the same steps as another optimizer, bit for bit',
  check: (optimizer) => {
    for (let n = 1; n <= steps; n++) {
      const [got, wanted] = [optimizer, other].map((each) => paramsOf(travel(each, n)))
      if (got !== wanted) return `after ${n} steps at ${got}, the other at ${wanted}`
    }
    return undefined
  },
})
