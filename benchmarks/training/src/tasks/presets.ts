import { paper } from './paper.js'
import { questions } from './questions.js'
import { small } from './small.js'
import { smoke } from './smoke.js'
import type { TrainingTask } from './TrainingTask.js'

/** The tasks of each preset, in the order in which they are run. */
export const presets = { small, paper, smoke, questions } satisfies {
  readonly [name: string]: readonly TrainingTask[]
}

/** The name of a preset. */
export type PresetName = keyof typeof presets
