import type { Planned } from '../Description.js'
import type { Host } from '../Host.js'
import { nextCount } from '../nextCount.js'
import type { Decidable } from './Decidable.js'
import { decidePart } from './decidePart.js'
import { groupPlans } from './GroupPlans.js'
import type { Layout } from './Layout.js'
import { type Norms, normsAfter, normsAt, nothingMeasured } from './Norms.js'
import type { Request } from './Request.js'
import { type PartReductions, readMeasurement } from './readMeasurement.js'
import { reductionsOf } from './reductionsOf.js'
import { searchPart } from './searchPart.js'
import { seenBy } from './seenBy.js'

/** The decided part of the next state. */
export interface Decided {
  readonly step: number
  /** By part. */
  readonly hosts: readonly Host[]
}

const none: ReadonlyMap<number, PartReductions> = new Map()

function* planPart(
  layout: Layout,
  part: number,
  from: Decidable,
  norms: Norms,
  reductions: PartReductions | undefined,
): Generator<Request, Planned, readonly number[] | undefined> {
  const description = layout.transform[part] as Layout['transform'][number]
  const { indices, names } = layout.parts[part] as Layout['parts'][number]
  const seen = seenBy(description, indices, names, norms, reductions)
  return description.search
    ? yield* searchPart(layout, part, from, seen, norms)
    : decidePart(description, part, from.parts[part] as Decidable['parts'][number], seen)
}

/**
 * The decisions of one step, as a generator: what is measured and when, whether the step is finite,
 * and the plan of each part. Interpreters only execute them. It yields requests in the order of
 * execution and receives the measured numbers. All errors of parts are thrown before their segment
 * runs.
 *
 * @param layout - The chain over the leaves, from `layoutOf`.
 * @param from - The state before the step.
 * @param more - The names of the companions of the gradient in this step. Default none.
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
  more: readonly string[] = [],
): Generator<Request, Decided, readonly number[] | undefined> {
  const step = nextCount('step', from.step)
  const planned: Planned[] = []
  let norms: Norms = { ...nothingMeasured, more }
  for (const segment of layout.segments) {
    const { measures, value, reduces } = segment
    let reductions: ReadonlyMap<number, PartReductions> = none
    const readings = { grads: norms.grads, updates: undefined, params: norms.params }
    if (measures.length + reduces.length > 0 || value) {
      const wanted = { norms: measures, value, reductions: reductionsOf(layout, segment, from) }
      const numbers = yield { kind: 'measure', ...wanted }
      const read = readMeasurement(wanted, numbers as readonly number[], layout.names.length)
      Object.assign(readings, read.norms)
      if (read.value !== undefined) norms = { ...norms, value: read.value }
      reductions = read.reductions
    }
    norms = normsAt(segment, norms, readings)
    for (let part = segment.from; part < segment.to; part++)
      planned.push(yield* planPart(layout, part, from, norms, reductions.get(part)))
    const plans = segment.groups.map((group) => groupPlans(group, planned))
    yield { kind: 'run', segment, plans }
    norms = normsAfter(segment, norms)
  }
  return { step, hosts: planned.map(({ next }) => next) }
}
