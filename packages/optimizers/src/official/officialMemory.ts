import { currentPlusMean } from '@momenta/aggregators'
import { gradientNorm, remember, sumOfNorms, type Transform } from '@momenta/core'
import { type Policy, priority } from '@momenta/policies'
import type { OfficialMemory } from './OfficialOptions.js'

/**
 * What `critical_test = 1` does: the slot that was polled last is overwritten, and none is ever
 * polled, so it is the first for good.
 */
const firstSlot = (decay: number): Policy => {
  const inner = priority({ decay })
  return (keys, newcomer, context) => {
    if (keys.length < context.capacity) return inner(keys, newcomer, context)
    const next = keys.map((key) => key * decay)
    // A key that is not finite is not stored, as in every policy.
    if (!Number.isFinite(newcomer)) return { keys: next, slot: undefined }
    next[0] = newcomer * decay
    return { keys: next, slot: 0 }
  }
}

/** The memory of the authors' code. */
export const officialMemory = ({
  decay,
  criticalTest,
  synced,
  topC,
  aggregator = currentPlusMean(),
}: OfficialMemory): Transform =>
  remember({
    capacity: topC,
    policy: criticalTest === 1 ? firstSlot(decay) : priority({ decay }),
    aggregator,
    key: synced ? sumOfNorms() : gradientNorm({ perLeaf: true }),
  })
