import type { Seen } from '@momenta/core'
import { norm } from '../arithmetic/norm.js'
import type { Segment } from './Segment.js'

const none: readonly number[] = []

/** Measures what the parts of a segment ask for, each leaf once, and answers what each part may see. */
export const measured = (segment: Segment): ((part: number) => Seen) => {
  const of = (wanted: boolean, which: 'g' | 'u' | 'p') =>
    wanted ? segment.leaves.map(({ arrays }) => norm(arrays[which])) : none
  const grads = of(segment.wantsGrads, 'g')
  const updates = segment.same && segment.wantsGrads ? grads : of(segment.wantsUpdates, 'u')
  const params = of(segment.wantsParams, 'p')
  const finite = grads.every(Number.isFinite)
  return (part) => {
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
}
