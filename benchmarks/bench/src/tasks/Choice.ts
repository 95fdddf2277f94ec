import type { BackendName } from '@momenta/bench-backends'
import type { Contender } from './Contender.js'

/** The presets in the order of --list. */
export const presetNames = [
  'smoke',
  'quick',
  'default',
  'full',
  'small',
  'paper',
  'questions',
] as const

/** The name of a preset. */
export type PresetName = (typeof presetNames)[number]

/** The user's choice on the command line; what is absent is chosen by the preset. */
export interface Choice {
  readonly preset: PresetName
  readonly contenders?: readonly Contender[]
  readonly seeds?: number
  readonly backend?: BackendName
  /** Whether a job that is finished on another backend takes the place of one that is not. */
  readonly anyBackend?: boolean
  /** Training searches so many settings of the paper's grid. Default as the task has it. */
  readonly search?: number
}
