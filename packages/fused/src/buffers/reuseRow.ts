import type * as tf from '@tensorflow/tfjs-core'
import type { OpenRow } from './OpenRow.js'
import type { StepBuffers } from './StepBuffers.js'
import type { Wiring } from './wiringOf.js'

const mayOverwrite = ({ stores }: OpenRow, { params }: Wiring, step: StepBuffers): boolean => {
  for (let s = 0; s < stores.length; s++)
    if (s !== params && !step.engine.isOwn(stores[s] as tf.Tensor)) return false
  return true
}

/**
 * The row of the last step with the gradients and parameters of this one, if it ran the same
 * program and may still be overwritten. The state of the leaf is unchanged by it.
 */
export const reuseRow = (wiring: Wiring, leaf: number, step: StepBuffers): OpenRow | undefined => {
  const known = step.rows[leaf]
  if (known?.wiring !== wiring || !mayOverwrite(known.row, wiring, step)) return undefined
  const { loads, stores } = known.row
  for (let l = 0; l < loads.length; l++) {
    const place = wiring.loads[l] as Wiring['loads'][number]
    if (place.kind === 'more') loads[l] = step.more[place.name]?.[leaf] as tf.Tensor
    else if (place.kind !== 'slot' && place.kind !== 'entry')
      loads[l] = step[place.kind][leaf] as tf.Tensor
  }
  stores[wiring.params as number] = step.params[leaf] as tf.Tensor
  step.nextTwins[leaf] = step.twins[leaf]
  return known.row
}

/**
 * Keeps a row for the next step if the next state of the leaf is that before, and no plan chooses
 * its tensors.
 */
export const keepRow = (
  wiring: Wiring,
  row: OpenRow,
  leaf: number,
  inPlace: boolean,
  { rows }: StepBuffers,
): void => {
  rows[leaf] = inPlace && !wiring.usesEntries ? { wiring, row } : undefined
}
