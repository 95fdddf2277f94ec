import { memoriesOf, type Optimizer } from '@momenta/core'
import { stabilityLine } from '@momenta/probes'
import { findPart } from './findPart.js'
import type { MonitoredIterate } from './MonitoredIterate.js'

/**
 * The stability lines for the current β₁ and number of entries; null for optimizers that they do
 * not apply to.
 */
export const linesOf = (
  { transform }: Optimizer,
  { state }: MonitoredIterate,
): { readonly line: number | null; readonly lineWithoutMemory: number | null } => {
  const momentum = findPart(transform, state, 'adam', 'momentum')
  const b1 = momentum?.state.hyper.b1 ?? momentum?.state.hyper.decay
  if (b1 === undefined || findPart(transform, state, 'adam', 'preconditioner') === undefined)
    return { line: null, lineWithoutMemory: null }
  const capacity = memoriesOf(transform, state)[0]?.keys.length ?? 0
  return { line: stabilityLine({ b1, capacity }), lineWithoutMemory: stabilityLine({ b1 }) }
}
