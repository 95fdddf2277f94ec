import type { Machine } from '../machine/Machine.js'
import type { Place } from './Place.js'

/** What was verified, with which versions, and how large the files were. */
export interface Stamp {
  readonly tfjs: string
  readonly tensorflow: string
  readonly node: string
  readonly product: readonly number[]
  readonly gradient: readonly number[]
  readonly sizes?: { readonly [path: string]: number }
}

/** The stamp of a place; undefined where nothing was verified, or where it cannot be read. */
export const stampOf = (machine: Machine, place: Place): Stamp | undefined => {
  try {
    return JSON.parse(machine.read(place.stamp) ?? '') as Stamp
  } catch {
    return undefined
  }
}
