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
    let [one, two] = [travel(optimizer, 0), travel(other, 0)]
    for (let n = 1; n <= steps; n++) {
      one = travel(optimizer, 1, one)
      two = travel(other, 1, two)
      const [got, wanted] = [paramsOf(one), paramsOf(two)]
      if (got !== wanted) return `after ${n} steps at ${got}, the other at ${wanted}`
    }
    return undefined
  },
})
