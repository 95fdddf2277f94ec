import { optional } from '@momenta/options'
import { functionOption, listOption, objectOption, textOption } from '../arguments/declare.js'

/** The declared options that all adapters of tensors share. */
export const probeSetOptions = {
  params: objectOption<object>(),
  batches: listOption<unknown>('batches, such as [batch]'),
  size: optional(functionOption<(batch: never) => number>()),
  hash: optional(textOption()),
}
