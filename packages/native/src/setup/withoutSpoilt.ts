import { join } from 'node:path'
import type { Machine } from '../machine/Machine.js'
import type { Place } from '../place/Place.js'
import { sizesOf } from '../place/sizesOf.js'
import { stampOf } from '../place/stampOf.js'

/** Removes the stamp of a place that is no longer as it was verified, and the parts that have changed, so that their steps are done again. */
export const withoutSpoilt = (machine: Machine, place: Place): void => {
  const { sizes = {} } = stampOf(machine, place) ?? {}
  const now = sizesOf(machine, place)
  const spoilt = place.needed.filter(
    (path) => sizes[path] !== undefined && sizes[path] !== now[path],
  )
  machine.remove(place.stamp)
  for (const part of [place.addon, place.libraries])
    if (spoilt.some((path) => join(place.root, path).startsWith(part))) machine.remove(part)
}
