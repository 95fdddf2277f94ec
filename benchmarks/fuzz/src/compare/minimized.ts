import type { Case } from '../cases/Case.js'
import { isCase } from '../cases/trees.js'
import { check, type Stage } from './check.js'
import type { Failure } from './Failure.js'
import { simpler } from './simpler.js'

/** A case that fails. */
export interface Failing {
  readonly one: Case
  readonly failure: Failure
  /** Where it fails. */
  readonly stage?: Stage
}

/**
 * Takes away from a case what it does not need to fail in the same way, as long as something can be
 * taken away and there are tries left.
 */
export const minimized = async (first: Failing, tries: number): Promise<Failing> => {
  let best = first
  let left = tries
  for (let found = true; found; ) {
    found = false
    for (const one of simpler(best.one)) {
      if (left-- <= 0) return best
      if (!isCase(one)) continue
      const { failure } = await check(one, first.stage && { only: first.stage })
      if (failure?.kind !== first.failure.kind) continue
      best = { ...first, one, failure }
      found = true
      break
    }
  }
  return best
}
