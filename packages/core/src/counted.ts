import { show } from '@momenta/options'
import type { DescriptionOf } from './Description.js'
import { describe } from './describe.js'
import { nextCount } from './nextCount.js'
import type { Scalars } from './Scalars.js'
import type { Transform } from './Transform.js'

/** A description whose host state is its number of steps, and whose scalars are functions of it. */
export interface Counted<S extends string, K extends Scalars, N extends string>
  extends Omit<DescriptionOf<S, K, number>, 'init' | 'plan' | 'hyper'> {
  readonly hyper: { readonly [name in N]: DescriptionOf<S, K, number>['hyper'][string] }
  /**
   * The scalars of a step.
   *
   * @param hyper - The current hyperparameters.
   * @param t - The number of this step; the first is 1.
   */
  readonly scalars: (hyper: { readonly [name in N]: number }, t: number) => K
}

/**
 * Makes a transform that counts its steps, the form of most transforms. Only numbers change from
 * step to step; the body may depend on the options of its factory.
 *
 * @example
 * import { counted } from '@momenta/core'
 *
 * // u' = u / t
 * const average = counted({
 *   name: 'average',
 *   slots: {},
 *   hyper: {},
 *   scalars: (_, t) => ({ share: 1 / t }),
 *   body: (x, { updates: u, scalars: k }) => ({ updates: x.mul(k.share, u), slots: {} }),
 * })
 * average[0]?.name // => 'average'
 */
export const counted = <S extends string, K extends Scalars, N extends string>(
  given: Counted<S, K, N>,
): Transform => {
  const { scalars, ...description } = given ?? {}
  if (typeof scalars !== 'function')
    throw new TypeError(`counted: scalars must be a function, got ${show(scalars)}`)
  return describe<S, K, number>({
    ...description,
    init: () => 0,
    plan: (count, _, hyper) => {
      const next = nextCount(description.name, count)
      return { next, plan: { scalars: scalars(hyper as { readonly [name in N]: number }, next) } }
    },
  })
}
