import { show } from '@momenta/options'
import type { Description } from '../Description.js'
import { kindOf } from '../kindOf.js'
import type { Leaf } from '../Leaf.js'

/**
 * Whether a part acts on a leaf.
 *
 * @throws TypeError if its mask returns anything but true or false, such as a Promise.
 */
export const actsOn = ({ name: part, only }: Description, { name, shape }: Leaf): boolean => {
  const acts: unknown = only === undefined || only(name, shape)
  if (typeof acts === 'boolean') return acts
  throw new TypeError(
    `${part}: the mask must return true or false, got ${kindOf(acts)} for ${show(name)}`,
  )
}
