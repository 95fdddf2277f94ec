import { join } from 'node:path'
import type { Machine } from '../machine/Machine.js'
import type { Place } from './Place.js'

/** Bytes of each file that loading needs, by its path in the place: what the stamp holds, and what is looked at before the place is said to be ready. */
export const sizesOf = (machine: Machine, place: Place): { readonly [path: string]: number } =>
  Object.fromEntries(
    place.needed.map((path) => [path, machine.size(join(place.root, path)) ?? -1] as const),
  )
