import type { Seen } from '@momenta/core'
import { norm } from '../arithmetic/norm.js'
import type { Segment } from './Segment.js'

const none: readonly number[] = []

/** What was measured for a segment: what each part may see, and whether the step is finite so far. */
interface Measurement {
  readonly seenBy: (part: number) => Seen
  readonly finite: boolean
}

/** Measures what the parts of a segment ask for, each leaf once. */
export const measured = (segment: Segment, finiteBefore: boolean): Measurement => {
  const of = (wanted: boolean, which: 'g' | 'u' | 'p') =>
    wanted ? segment.leaves.map(({ arrays }) => norm(arrays[which])) : none
  const grads = of(segment.wantsGrads, 'g')
  const updates = segment.same && segment.wantsGrads ? grads : of(segment.wantsUpdates, 'u')
  const params = of(segment.wantsParams, 'p')
  const finite = finiteBefore && grads.every(Number.isFinite)
  const seenBy = (part: number): Seen => {
    const own = segment.owns[part] as readonly number[]
    const pick = (norms: readonly number[]) =>
      norms.length === own.length || norms.length === 0 ? norms : own.map((i) => norms[i] as number)
    return {
      grads: pick(grads),
      updates: pick(updates),
      params: pick(params),
      leaves: own.length,
      finite,
    }
  }
  return { seenBy, finite }
}
