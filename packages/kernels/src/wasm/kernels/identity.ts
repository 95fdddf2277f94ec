import type { Inputs, Kernel } from '../../installation/Kernel.js'
import type { Heap } from '../memory/Heap.js'

/**
 * A clone shares its memory, as on cpu; the stock kernel copies everything that a gradient saves.
 */
export const identity = ({ alias }: Heap): Kernel<Inputs<'x'>> => ({
  name: 'Identity',
  run: (call, stock) => (call.inputs.x.dtype === 'string' ? stock(call) : alias(call.inputs.x)),
})
