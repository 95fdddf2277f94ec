import type { Contender, Work } from '../tasks/Task.js'
import type { Form } from './twoBasins.js'

/** What a work of this task is about. */
export interface EscapeConfig {
  readonly contender: Contender
  readonly capacity: number
  readonly decay: number
  readonly form: Form
  readonly dim: number
  readonly sharpness: number
  readonly learningRate: number
  readonly steps: number
  readonly runs: number
}

/** The config of a finished or planned work. */
export const escapeConfig = ({ config }: Work): EscapeConfig => config as unknown as EscapeConfig
