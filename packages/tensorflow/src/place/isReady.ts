import type { Machine } from '../machine/Machine.js'
import type { Place } from './Place.js'
import { readSizes } from './readSizes.js'
import { readStamp } from './Stamp.js'

/**
 * Whether the setup was verified, and no file that loading needs was deleted or truncated since.
 */
export const isReady = (machine: Machine, place: Place): boolean => {
  const verified = readStamp(machine, place)?.sizes
  const now = readSizes(machine, place)
  return verified !== undefined && place.needed.every((path) => now[path] === verified[path])
}
