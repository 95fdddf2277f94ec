import { memoriesOf, type Optimizer } from '@momenta/core'
import { stabilityLine } from '@momenta/probes'
import { findPart } from './findPart.js'
import { isPlainRate } from './learningRateOf.js'
import type { MonitoredIterate } from './MonitoredIterate.js'

/** The stability lines; null where they are unknown, with notes that say why. */
export interface Lines {
  readonly line: number | null
  readonly lineWithoutMemory: number | null
  readonly notes: readonly string[]
}

const none: Lines = { line: null, lineWithoutMemory: null, notes: [] }

/** A choice among the options of a part. */
interface Chosen {
  readonly name?: string
  readonly options?: { readonly divisor?: string }
}

/** How a memory with entries enters the line. */
const lineOf = (
  b1: number,
  size: number,
  kappa: number | undefined,
  options: { readonly [name: string]: unknown },
): Pick<Lines, 'line' | 'notes'> => {
  const aggregator = options.aggregator as Chosen | undefined
  const policy = options.policy as Chosen | undefined
  const isPartial = aggregator?.options?.divisor === 'capacity' && size !== options.capacity
  if (kappa !== 1 || aggregator?.name !== 'currentPlusMean' || isPartial)
    return { line: null, notes: ['line: it is known for currentPlusMean with kappa 1 only'] }
  if (options.read !== 'before')
    return { line: null, notes: ["line: it is known for a memory with read: 'before' only"] }
  const isFifo = policy?.name === 'fifo'
  const note = 'line: it is that of a first-in-first-out memory, and the policy is another'
  return { line: stabilityLine({ b1, capacity: size }), notes: isFifo ? [] : [note] }
}

/**
 * The stability lines for the current β₁ and number of entries; null for optimizers that they do
 * not apply to.
 *
 * With Nesterov momentum the line is (2 + 2β₁)/((1 − β₁)(1 + 2β₁)), where z = −1 is a root of (z −
 * 1)(z − β₁) + k (1 − β₁)((1 + β₁) z − β₁).
 */
export const linesOf = ({ transform }: Optimizer, { state }: MonitoredIterate): Lines => {
  const momentum = findPart(transform, state, 'adam', 'momentum')
  const b1 = momentum?.state.hyper.b1 ?? momentum?.state.hyper.decay
  const isScaled = findPart(transform, state, 'adam', 'preconditioner') !== undefined
  const rates = transform.filter(({ role }) => role === 'learningRate')
  if (b1 === undefined || !isScaled || !rates.every(isPlainRate)) return none
  const isNesterov = momentum?.description.options?.nesterov === true
  const lineWithoutMemory = stabilityLine({ b1 }) / (isNesterov ? 1 + 2 * b1 : 1)
  const alone = { line: lineWithoutMemory, lineWithoutMemory, notes: [] }
  const size = memoriesOf(transform, state)[0]?.keys.length ?? 0
  if (size === 0) return alone
  const memory = findPart(transform, state, 'memory')
  if (memory === undefined || isNesterov)
    return {
      ...{ line: null, lineWithoutMemory },
      notes: ['line: it is unknown for several memories, and for Nesterov momentum with one'],
    }
  const { kappa } = memory.state.hyper
  if (kappa === 0) return alone
  return { ...lineOf(b1, size, kappa, memory.description.options ?? {}), lineWithoutMemory }
}
