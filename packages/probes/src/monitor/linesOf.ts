import { memoriesOf, type Optimizer } from '@momenta/core'
import { stabilityLine } from '../stability/stabilityLine.js'
import { partNamed } from './partNamed.js'
import type { Watched } from './Watched.js'

/** The stability lines for the β₁ and the entries that a run has now; null for rules that they are not for. */
export const linesOf = (
  { transform }: Optimizer,
  { state }: Watched,
): { readonly line: number | null; readonly lineWithoutMemory: number | null } => {
  const momentum = partNamed(transform, state, 'scaleByAdam', 'ema')
  const b1 = momentum?.state.hyper.b1 ?? momentum?.state.hyper.decay
  if (b1 === undefined || partNamed(transform, state, 'scaleByAdam', 'scaleByNu') === undefined)
    return { line: null, lineWithoutMemory: null }
  const capacity = memoriesOf(transform, state)[0]?.keys.length ?? 0
  return { line: stabilityLine({ b1, capacity }), lineWithoutMemory: stabilityLine({ b1 }) }
}
