import { join } from 'node:path'
import type { Machine } from '../machine/Machine.js'
import type { Place } from './Place.js'

/**
 * The size in bytes of each file that loading needs, by its path relative to the root; -1 if
 * missing.
 */
export const readSizes = (machine: Machine, place: Place): { readonly [path: string]: number } =>
  Object.fromEntries(
    place.needed.map((path) => [path, machine.size(join(place.root, path)) ?? -1] as const),
  )
