import type { Norm } from './Norm.js'
import type { Segment } from './Segment.js'

/** The norms measured so far in a step, for all leaves; undefined if no part needs them. */
export interface Norms {
  readonly grads: readonly number[] | undefined
  readonly updates: readonly number[] | undefined
  readonly params: readonly number[] | undefined
  /** Whether the raw gradients and those bound here are finite, as far as they were measured. */
  readonly finite: boolean
  /** Whether the raw gradients are finite. */
  readonly rawFinite: boolean
  /** The value of the loss; NaN unless a part needs it. */
  readonly value: number
  /** The names of the companions of the gradient in this step. */
  readonly more: readonly string[]
}

/** Norms as they are read, before a segment plans. */
export type Readings = { -readonly [N in Norm]: Norms[N] }

/** Before anything is measured. */
export const nothingMeasured: Norms = {
  grads: undefined,
  updates: undefined,
  params: undefined,
  finite: true,
  rawFinite: true,
  value: Number.NaN,
  more: [],
}

/** The norms that the parts of a segment read, after its measurements. */
export const normsAt = (
  { index, same }: Segment,
  { rawFinite: raw, value, more }: Norms,
  { grads, updates, params }: Readings,
): Norms => {
  const boundFinite = grads === undefined || grads.every(Number.isFinite)
  const rawFinite = index === 0 ? boundFinite : raw
  return {
    grads,
    updates: same ? grads : updates,
    params,
    finite: rawFinite && boundFinite,
    rawFinite,
    value,
    more,
  }
}

/** The norms that are still valid after a segment: not those of a gradient that it bound. */
export const normsAfter = ({ rebinds }: Segment, norms: Norms): Norms =>
  rebinds ? { ...norms, grads: undefined } : norms
