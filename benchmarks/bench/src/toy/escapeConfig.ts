import type { Contender, Finished, Work } from '../tasks/Task.js'
import type { Form } from './twoBasins.js'

/** What a work of this task is about. */
export interface EscapeConfig {
  readonly contender: Contender
  /** Capacity and decay of the comparison it belongs to. */
  readonly capacity: number
  readonly decay: number
  readonly form: Form
  readonly dim: number
  readonly sharpness: number
  readonly learningRate: number
  readonly steps: number
  /** Starts in either class. */
  readonly runs: number
}

/** The counts of one work. */
export interface EscapeRow extends EscapeConfig {
  readonly couldEscape: number
  readonly escaped: number
  readonly couldFall: number
  readonly fell: number
  readonly diverged: number
}

/** The config of a finished or planned work. */
export const escapeConfig = ({ config }: Work): EscapeConfig => config as unknown as EscapeConfig

/** The counts of the finished works of this task. */
export const escapeRows = (finished: readonly Finished[]): readonly EscapeRow[] =>
  finished.map(({ work, values }) => ({
    ...escapeConfig(work),
    ...(values as unknown as EscapeRow),
  }))
