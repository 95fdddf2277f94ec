import type { OpenRow } from './OpenRow.js'
import type { Wiring } from './wiringOf.js'

/**
 * The row of a program that left the state of a leaf in place: in the next step only others move.
 */
interface SteadyRow {
  readonly wiring: Wiring
  readonly row: OpenRow
}

/**
 * By leaf; undefined where the last program moved something, or reads or writes entries, which
 * plans choose.
 */
export type SteadyRows = (SteadyRow | undefined)[]
