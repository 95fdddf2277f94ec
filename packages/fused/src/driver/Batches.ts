import type { Row } from '../Engine.js'
import type { Program } from '../trace/Program.js'
import { byList } from './ByList.js'

/** Leaves that run the same program with the same scalars. */
interface Batch {
  readonly program: Program
  readonly scalars: readonly number[]
  readonly rows: Row[]
}

/** The batches of a segment. */
export interface Batches {
  readonly all: readonly Batch[]
  readonly of: (program: Program, scalars: readonly number[]) => Batch
}

/** None as yet. */
export const batches = (): Batches => {
  const all: Batch[] = []
  const known = byList<Batch>()
  return {
    all,
    of: (program, scalars) =>
      known.find([program, ...scalars], () => {
        const made = { program, scalars, rows: [] }
        all.push(made)
        return made
      }),
  }
}
