import type { Contender, JsonRecord, Work } from '../tasks/Task.js'

type Rest = Omit<Work, 'task' | 'config'>

/** A work of a toy task; its config is plain data of a type that the task knows. */
export const toyWork = (task: string, config: object, rest: Rest): Work => ({
  task,
  config: config as unknown as JsonRecord,
  ...rest,
})

/** Seconds on one core of so many steps, roughly; SAM asks twice and allocates. */
export const secondsOf = ({ spec }: Contender, steps: number, dim: number): number =>
  steps * 0.7e-6 * (1 + dim / 40) * (spec.estimators === undefined ? 1 : 2 + dim / 5)
