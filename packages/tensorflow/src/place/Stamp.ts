import type { Machine } from '../machine/Machine.js'
import type { Place } from './Place.js'

/** The result of the verification, the versions, and the sizes of the files. */
export interface Stamp {
  readonly tfjs: string
  readonly tensorflow: string
  readonly node: string
  readonly product: readonly number[]
  readonly gradient: readonly number[]
  readonly sizes?: { readonly [path: string]: number }
}

/** The stamp of a setup; undefined if it was not verified or the stamp cannot be read. */
export const readStamp = (machine: Machine, place: Place): Stamp | undefined => {
  try {
    return JSON.parse(machine.read(place.stamp) ?? '') as Stamp
  } catch {
    return undefined
  }
}
