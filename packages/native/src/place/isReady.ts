import type { Machine } from '../machine/Machine.js'
import type { Place } from './Place.js'
import { sizesOf } from './sizesOf.js'
import { stampOf } from './stampOf.js'

/**
 * Whether the setup was verified, and no file that loading needs was deleted or truncated since.
 */
export const isReady = (machine: Machine, place: Place): boolean => {
  const verified = stampOf(machine, place)?.sizes
  const now = sizesOf(machine, place)
  return verified !== undefined && place.needed.every((path) => now[path] === verified[path])
}
