import { type Aggregator, sumWithCurrent } from '@momenta/aggregators'
import { gradientNorm, perLeaf, remember, sumOfNorms, type Transform } from '@momenta/core'
import { type Policy, priority } from '@momenta/policies'
import type { OfficialOptions } from './OfficialOptions.js'

/** What `critical_test = 1` does: the slot that was polled last is overwritten, and none is ever polled, so it is the first for good. */
const firstSlot = (decay: number): Policy => {
  const inner = priority({ decay })
  return (keys, newcomer, context) => {
    if (keys.length < context.capacity) return inner(keys, newcomer, context)
    const next = keys.map((key) => key * decay)
    next[0] = newcomer * decay
    return { keys: next, slot: 0 }
  }
}

/**
 * The memory of the authors' code.
 *
 * @throws RangeError where their code crashes: `topC` 0, and (but for SGD_C) `kappa` 0.
 */
export const officialMemory = (
  who: string,
  { decay = 0.7, criticalTest = 0, synced = true, kappa = 1 }: OfficialOptions,
  topC: number,
  aggregator: Aggregator = sumWithCurrent(),
): Transform => {
  if (!(topC >= 1))
    throw new RangeError(`${who}: topC must be at least 1 (the authors' code crashes), got ${topC}`)
  if (!(kappa > 0))
    throw new RangeError(
      `${who}: kappa must be greater than 0 (the authors' code crashes at 0), got ${kappa}`,
    )
  if (criticalTest !== 0 && criticalTest !== 1)
    throw new RangeError(
      `${who}: criticalTest must be 0 or 1 (between them the authors draw from NumPy's global generator), got ${criticalTest}`,
    )
  return remember({
    capacity: topC,
    policy: criticalTest === 1 ? firstSlot(decay) : priority({ decay }),
    aggregator,
    key: synced ? sumOfNorms() : perLeaf(gradientNorm()),
  })
}
