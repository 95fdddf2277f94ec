import type { Norms } from '@momenta/core'
import { norm } from '../arithmetic/norm.js'
import type { Segment } from './Segment.js'

/** What is known of a step: the norms that were measured, and whether the raw gradients are finite. */
export interface Known {
  readonly norms: Norms
  readonly rawFinite: boolean
}

/** Before anything was measured. */
export const unknown: Known = {
  norms: { grads: undefined, updates: undefined, params: undefined, finite: true },
  rawFinite: true,
}

/** Measures what the parts of a segment ask for, each leaf once. */
export const measured = ({ measures, leaves }: Segment, { norms, rawFinite }: Known): Known => {
  const of = (which: 'g' | 'u' | 'p') => leaves.map(({ arrays }) => norm(arrays[which]))
  const grads = measures.grads ? of('g') : norms.grads
  const boundFinite = grads === undefined || grads.every(Number.isFinite)
  const raw = measures.from === 0 ? boundFinite : rawFinite
  return {
    norms: {
      grads,
      updates: measures.updates ? of('u') : measures.same ? grads : undefined,
      params: measures.params ? of('p') : norms.params,
      finite: raw && boundFinite,
    },
    rawFinite: raw,
  }
}

/** What is known behind a segment: not the norms of a gradient that it bound. */
export const behind = ({ rebinds }: Segment, known: Known): Known =>
  rebinds ? { ...known, norms: { ...known.norms, grads: undefined } } : known
