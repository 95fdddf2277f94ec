import { join } from 'node:path'
import type { Machine } from '../machine/Machine.js'
import type { Place } from '../place/Place.js'
import { readSizes } from '../place/readSizes.js'
import { readStamp } from '../place/Stamp.js'

/**
 * Removes the stamp, and the parts that have changed since they were verified: their steps run
 * again.
 */
export const removeChanged = (machine: Machine, place: Place): void => {
  const { sizes = {} } = readStamp(machine, place) ?? {}
  const now = readSizes(machine, place)
  const changed = place.needed.filter(
    (path) => sizes[path] !== undefined && sizes[path] !== now[path],
  )
  machine.remove(place.stamp)
  for (const part of [place.addon, place.libraries])
    if (changed.some((path) => join(place.root, path).startsWith(part))) machine.remove(part)
}
