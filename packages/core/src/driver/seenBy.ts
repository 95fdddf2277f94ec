import type { Description, Seen } from '../Description.js'

/** What was measured in a step so far: norms of all leaves, where somebody wanted them. */
export interface Norms {
  readonly grads: readonly number[] | undefined
  readonly updates: readonly number[] | undefined
  readonly params: readonly number[] | undefined
  /** Whether the raw gradients and those bound here are finite, as far as they were measured. */
  readonly finite: boolean
}

const none: readonly number[] = []

/**
 * What a part sees: of what was measured just what it asked for, for the leaves that it acts on.
 *
 * @param own - The indices of its leaves.
 * @param names - Their names.
 *
 * @example
 * import { remember, seenBy } from '@momenta/core'
 *
 * const norms = { grads: [3, 4], updates: undefined, params: [1, 1], finite: true }
 * seenBy(remember()[0], [1], ['b'], norms).grads // => [4]
 * seenBy(remember()[0], [1], ['b'], norms).params // => []
 */
export const seenBy = (
  { needs }: Description,
  own: readonly number[],
  names: readonly string[],
  norms: Norms,
): Seen => {
  const pick = (what: 'grads' | 'updates' | 'params'): readonly number[] => {
    const all = norms[what]
    if (all === undefined || needs?.includes(what) !== true) return none
    return all.length === own.length ? all : own.map((i) => all[i] as number)
  }
  return {
    grads: pick('grads'),
    updates: pick('updates'),
    params: pick('params'),
    leaves: own.length,
    names,
    finite: norms.finite || needs?.includes('finite') !== true,
  }
}
