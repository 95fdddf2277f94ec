import type { Program } from '@momenta/core/program'
import type { OpenRow } from './buffers/OpenRow.js'

/** Leaves that run the same program with the same scalars. */
export interface Batch {
  readonly program: Program
  readonly scalars: readonly number[]
  readonly rows: OpenRow[]
}

/** The batches of a segment. */
export interface Batches {
  readonly all: readonly Batch[]
  /** The batch of a program and scalars, made if it does not exist. */
  readonly find: (program: Program, scalars: readonly number[]) => Batch
}

/** String does not distinguish -0 from 0. */
const keyOf = (scalars: readonly number[]): string =>
  scalars.map((n) => (Object.is(n, -0) ? '-0' : String(n))).join()

/** Makes an empty list of batches. */
export const batches = (): Batches => {
  const all: Batch[] = []
  const known = new Map<Program, Map<string, Batch>>()
  return {
    all,
    find: (program, scalars) => {
      const own = known.get(program) ?? new Map<string, Batch>()
      known.set(program, own)
      const key = keyOf(scalars)
      const found = own.get(key)
      if (found !== undefined) return found
      const made = { program, scalars, rows: [] }
      own.set(key, made)
      all.push(made)
      return made
    },
  }
}
