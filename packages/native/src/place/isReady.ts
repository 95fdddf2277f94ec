import type { Machine } from '../machine/Machine.js'
import type { Place } from './Place.js'
import { sizesOf } from './sizesOf.js'
import { stampOf } from './stampOf.js'

/** Whether everything was verified and is still there: a library that somebody deleted or cut short is seen, for the price of a few looks at the disk. */
export const isReady = (machine: Machine, place: Place): boolean => {
  const verified = stampOf(machine, place)?.sizes
  const now = sizesOf(machine, place)
  return verified !== undefined && place.needed.every((path) => now[path] === verified[path])
}
