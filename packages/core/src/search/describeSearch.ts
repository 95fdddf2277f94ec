import type { Description, DescriptionOf, Variant } from '../Description.js'
import type { Host } from '../Host.js'
import type { Scalars } from '../Scalars.js'
import type { Transform } from '../Transform.js'

/** A description with a `search` in the place of its plan. */
export interface SearchDescription<
  S extends string,
  K extends Scalars,
  H extends Host,
  W extends Variant = Variant,
  Q extends Scalars = Scalars,
  R extends string = string,
  M extends string = string,
> extends Omit<DescriptionOf<S, K, H, W, Q, R, M>, 'plan' | 'search' | 'whole'> {
  readonly search: NonNullable<DescriptionOf<S, K, H, W, Q, R, M>['search']>
}

/**
 * Makes a transform of one part that evaluates the loss after the step that it is given, such as a
 * line search; the last of a chain. Parts after it change the point that it has accepted.
 *
 * Each proposal costs one evaluation through the estimators of the optimizer, on the same batch,
 * with a positive index: auxiliary outputs are those at the parameters before the step. If an
 * evaluation throws, the iterate is unchanged.
 *
 * @example
 * import { describeSearch, optimizer } from '@momenta/core'
 * import { float64 } from '@momenta/float64'
 *
 * // halves the step until the loss is less
 * const halving = describeSearch({
 *   name: 'halving',
 *   slots: {},
 *   hyper: {},
 *   needs: ['value'],
 *   init: () => null,
 *   *search(host, { value }) {
 *     let step = -1
 *     while (step < -0.01 && (yield { scalars: { step } }).value >= value) step /= 2
 *     return { next: host, plan: { scalars: { step } } }
 *   },
 *   body: (x, { updates: u, scalars: k }) => ({ updates: x.mul(k.step, u), slots: {} }),
 * })
 * const { init, step } = float64(optimizer(halving))
 * const loss = ({ w }: { w: Float64Array }) => ({ value: w[0] ** 2, grads: { w: w.map((n) => 2 * n) } })
 * step(loss, init({ w: Float64Array.of(1) })).params.w // => [0]
 */
export const describeSearch = <
  S extends string,
  K extends Scalars,
  H extends Host,
  W extends Variant = Variant,
  Q extends Scalars = Scalars,
  R extends string = string,
  M extends string = string,
>(
  description: SearchDescription<S, K, H, W, Q, R, M>,
): Transform => {
  const plan = (): never => {
    throw new TypeError(
      `${description.name}: it evaluates the loss, and its combinator must pass on its search`,
    )
  }
  return [{ ...description, plan } as unknown as Description]
}
