import type { Description, Planned } from '../Description.js'
import type { Seen } from '../Seen.js'
import type { Decidable } from './Decidable.js'
import { checkPlanned, checkPlans } from './decidePart.js'
import { groupPlans } from './GroupPlans.js'
import { groupsOf } from './groupsOf.js'
import type { Layout } from './Layout.js'
import type { Norms } from './Norms.js'
import type { Proposal } from './Request.js'
import { readMeasurement } from './readMeasurement.js'
import { reductionsOf } from './reductionsOf.js'
import { seenBy } from './seenBy.js'

/**
 * Runs the search of a part, and checks its plans as those of other parts.
 *
 * @param seen - What it sees at the parameters before the step.
 * @yields Its proposals; receives what they measure.
 */
export function* searchPart(
  layout: Layout,
  part: number,
  from: Decidable,
  seen: Seen,
  norms: Norms,
): Generator<Proposal, Planned, readonly number[] | undefined> {
  const description = layout.transform[part] as Description
  const { indices, names } = layout.parts[part] as Layout['parts'][number]
  const { host, hyper, buffers } = from.parts[part] as Decidable['parts'][number]
  const where = { description, part, seen, buffers }
  const groups = groupsOf({ from: part, to: part + 1 }, layout.parts, layout.names.length)
  const reduces = description.reductions ? [part] : []
  const reductions = reductionsOf(layout, { reduces, same: false }, from)
  const wanted = { norms: [], value: true, reductions }
  const search = (description.search as NonNullable<Description['search']>)(host, seen, hyper)
  let turn = search.next()
  for (let evaluation = 1; !turn.done; evaluation++) {
    const plan = turn.value
    checkPlans(where, plan)
    const planned = { [part]: { next: host, plan } }
    const plans = groups.map((group) => groupPlans(group, planned))
    const numbers = yield { kind: 'evaluate', plans, evaluation, ...wanted }
    const read = readMeasurement(wanted, numbers as readonly number[], layout.names.length)
    const there = { ...norms, value: read.value as number }
    turn = search.next(seenBy(description, indices, names, there, read.reductions.get(part)))
  }
  return checkPlanned(where, turn.value)
}
