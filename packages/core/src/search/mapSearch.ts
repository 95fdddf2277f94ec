import type { Planned, Search, Variant } from '../Description.js'
import type { Host } from '../Host.js'
import type { Scalars } from '../Scalars.js'
import type { Seen } from '../Seen.js'

/**
 * A search with other plans and another host state: how a combinator wraps that of the part inside.
 *
 * @param next - The host state around that of the part inside.
 * @param plan - Its plans, those that it proposes too.
 * @param seen - What it sees. Default the same.
 *
 * @example
 * import { mapSearch, type Search } from '@momenta/core'
 *
 * const search = (function* (): Search<number> {
 *   return { next: 3, plan: { scalars: {} } }
 * })()
 * const around = mapSearch(search, (inner) => ({ inner }), (plan) => plan)
 * around.next().value // => { next: { inner: 3 }, plan: { scalars: {} } }
 */
export function* mapSearch<H extends Host, W extends Variant>(
  search: Search,
  next: (inner: Host) => H,
  plan: (inner: Planned['plan']) => Planned<H, Scalars, W>['plan'],
  seen: (given: Seen) => Seen = (given) => given,
): Search<H, Scalars, W> {
  let turn = search.next()
  while (!turn.done) turn = search.next(seen(yield plan(turn.value)))
  return { next: next(turn.value.next), plan: plan(turn.value.plan) }
}
