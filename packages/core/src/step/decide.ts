import type { Planned } from '../Description.js'
import type { Host } from '../Host.js'
import { nextCount } from '../nextCount.js'
import type { PartState } from '../State.js'
import { checkEntries } from './checkEntries.js'
import { decidePart } from './decidePart.js'
import { type GroupPlans, groupPlans } from './GroupPlans.js'
import type { Layout, LayoutSegment } from './Layout.js'
import type { Norm } from './Norm.js'
import { type Norms, normsAfter, normsAt, nothingMeasured } from './Norms.js'
import { seenBy } from './seenBy.js'

/** The part of a state that decisions depend on, in any interpreter. */
export interface Decidable {
  readonly step: number
  readonly parts: readonly Pick<PartState<unknown>, 'host' | 'hyper' | 'buffers'>[]
}

/** The requests of a step to an interpreter. */
export type Request =
  /**
   * Measure one L2 norm for each leaf: of the gradients as they are bound now, the updates or the
   * parameters.
   */
  | { readonly kind: 'measure'; readonly of: Norm }
  /** Run the parts of a segment on each leaf, with these plans. */
  | {
      readonly kind: 'run'
      readonly segment: LayoutSegment
      readonly plans: readonly GroupPlans[]
    }

/** The decided part of the next state. */
export interface Decided {
  readonly step: number
  /** By part. */
  readonly hosts: readonly Host[]
}

const requests: { readonly [N in Norm]: Request } = {
  grads: { kind: 'measure', of: 'grads' },
  updates: { kind: 'measure', of: 'updates' },
  params: { kind: 'measure', of: 'params' },
}

const planPart = (
  { transform, parts }: Layout,
  part: number,
  from: Decidable,
  norms: Norms,
): Planned => {
  const description = transform[part] as Layout['transform'][number]
  const { indices, names } = parts[part] as Layout['parts'][number]
  const { host, hyper, buffers } = from.parts[part] as Decidable['parts'][number]
  const seen = seenBy(description, indices, names, norms)
  const planned = decidePart(description, part, host, seen, hyper)
  checkEntries(description.name, names, planned.plan, buffers)
  return planned
}

/**
 * The decisions of one step, as a generator: what is measured and when, whether the step is finite,
 * and the plan of each part. Interpreters only execute them. It yields requests in the order of
 * execution and receives the requested norms. All errors of parts are thrown before their segment
 * runs.
 *
 * @param layout - The chain over the leaves, from `layoutOf`.
 * @param from - The state before the step.
 * @returns The next step number and host states.
 * @throws RangeError or TypeError from a plan; it names the part.
 *
 * @example
 * import { identity } from '@momenta/core'
 * import { decide, layoutOf } from '@momenta/core/program'
 *
 * const decisions = decide(layoutOf(identity, []), { step: 3, parts: [] })
 * const { value } = decisions.next()
 * 'kind' in value && value.kind // => 'run'
 * decisions.next().value // => { step: 4, hosts: [] }
 */
export function* decide(
  layout: Layout,
  from: Decidable,
): Generator<Request, Decided, readonly number[] | undefined> {
  const step = nextCount('step', from.step)
  const planned: Planned[] = []
  let norms = nothingMeasured
  for (const segment of layout.segments) {
    const readings = {
      grads: norms.grads,
      updates: undefined as Norms['updates'],
      params: norms.params,
    }
    for (const norm of segment.measures) readings[norm] = yield requests[norm]
    norms = normsAt(segment, norms, readings)
    for (let part = segment.from; part < segment.to; part++)
      planned.push(planPart(layout, part, from, norms))
    const plans = segment.groups.map((group) => groupPlans(group, planned))
    yield { kind: 'run', segment, plans }
    norms = normsAfter(segment, norms)
  }
  return { step, hosts: planned.map(({ next }) => next) }
}
