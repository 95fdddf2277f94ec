import { checkEntries, decide, type Host, type PartState, type Plan, seenBy } from '@momenta/core'
import type { Kernel, LeafState } from './Kernel.js'
import { behind, type Known, measured } from './measured.js'
import type { Segment, SegmentLeaf } from './Segment.js'

/** A leaf about to be run by a segment: the plans of its parts and their kernel. */
interface ReadyLeaf {
  readonly leaf: SegmentLeaf
  readonly plans: readonly Plan[]
  readonly kernel: Kernel
  readonly inPlace: boolean
}

/** A step under way: the next hosts, and what is to be taken over once the step cannot fail any more. */
interface Running {
  readonly hosts: Host[]
  readonly hypers: readonly PartState<unknown>['hyper'][]
  readonly ready: ReadyLeaf[]
}

const none = new Float64Array(0)

/** Makes room for an entry that is written. */
const prepare = (part: string, { name, arrays }: SegmentLeaf, plan: Plan, state: LeafState) => {
  const { read, write } = plan
  checkEntries(part, name, state.buffers.length, read, write)
  const { length } = arrays.p
  if (write !== undefined && state.spare.length !== length) state.spare = new Float64Array(length)
}

const plansOf = (
  leaf: SegmentLeaf,
  { parts }: Segment,
  all: readonly (Plan | readonly Plan[])[],
): readonly Plan[] => {
  const { active, places, states } = leaf
  const plans: Plan[] = []
  for (let j = 0; j < active.length; j++) {
    const k = active[j] as number
    const given = all[k]
    const plan = (Array.isArray(given) ? given[places[j] as number] : given) as Plan
    plans.push(plan)
    if (plan.read !== undefined || plan.write !== undefined)
      prepare((parts[k] as (typeof parts)[number]).name, leaf, plan, states[j] as LeafState)
  }
  return plans
}

/** What a kernel wrote beside the state of a leaf becomes the state. */
export const commit = ({ leaf, plans, inPlace }: ReadyLeaf): void => {
  for (let j = 0; j < plans.length; j++) {
    const state = leaf.states[j] as LeafState
    const { slots, into, buffers } = state
    if (!inPlace)
      for (let s = 0; s < slots.length; s++) {
        const old = slots[s] as Float64Array
        slots[s] = into[s] as Float64Array
        into[s] = old
      }
    const write = plans[j]?.write
    if (write === undefined) continue
    const old = buffers[write]
    buffers[write] = state.spare
    state.spare = old ?? none
  }
}

/**
 * Runs the parts of a segment: measures, plans, then passes once over each leaf. All that can fail comes before the pass; and only
 * the last segment, behind which nothing can fail, writes over the state.
 */
export const runSegment = (
  segment: Segment,
  { hosts, hypers, ready }: Running,
  before: Known,
): Known => {
  const known = measured(segment, before)
  const { parts, owns, names, measures, leaves, last } = segment
  const all: (Plan | readonly Plan[])[] = []
  for (let k = 0; k < parts.length; k++) {
    const part = parts[k] as (typeof parts)[number]
    const at = measures.from + k
    const seen = seenBy(part, owns[k] ?? [], names[k] ?? [], known.norms)
    const { next, plan } = decide(part, at, hosts[at] as Host, seen, hypers[at] ?? {})
    hosts[at] = next
    all.push(plan)
  }
  const first = ready.length
  for (const leaf of leaves) {
    const plans = plansOf(leaf, segment, all)
    ready.push({ leaf, plans, kernel: leaf.kernelOf(plans), inPlace: last })
  }
  for (let i = first; i < ready.length; i++) {
    const { leaf, plans, kernel } = ready[i] as ReadyLeaf
    kernel(leaf.arrays, leaf.states, plans)
  }
  return behind(segment, known)
}
