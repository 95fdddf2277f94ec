import type { Weights } from '@momenta/aggregators'
import type { DescriptionOf, Plan, Variant } from '../Description.js'
import type { Scalars } from '../Scalars.js'
import type { Offered } from './offer.js'

/** How the entries of a memory are summed: with a running sum in a slot, or one by one. */
export interface Storage<S extends string, K extends Scalars, W extends Variant> {
  readonly slots: { readonly [N in S]: 'zeros' }
  readonly plan: (offered: Offered, weights: Weights) => Plan<K, W>
  readonly body: DescriptionOf<S, K, null, W>['body']
}
