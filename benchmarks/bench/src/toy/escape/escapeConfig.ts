import * as t from 'io-ts'
import type { Finished } from '../../tasks/Job.js'
import { toyFields } from '../toyJob.js'

/** The codec of an {@link EscapeConfig}. */
export const EscapeConfig = t.readonly(
  t.type({
    ...toyFields,
    form: t.union([t.literal('separable'), t.literal('joint')]),
    dim: t.number,
    sharpness: t.number,
    learningRate: t.number,
    /** Starts in each basin. */
    runs: t.number,
  }),
)

/** The config of an escape job. */
export type EscapeConfig = t.TypeOf<typeof EscapeConfig>

/** The names of the counts of a job. */
export const escapeCounts = ['couldEscape', 'escaped', 'couldFall', 'fell', 'diverged'] as const

/** The counts of a job. */
export type EscapeRow = EscapeConfig & {
  readonly [count in (typeof escapeCounts)[number]]: number
}

/** The counts of the finished jobs of this task. */
export const escapeRows = (
  finished: readonly Finished<EscapeConfig, undefined>[],
): readonly EscapeRow[] =>
  finished.map(({ job, values }) => {
    const of = (name: string) => values[name] as number
    return {
      ...job.config,
      couldEscape: of('couldEscape'),
      escaped: of('escaped'),
      couldFall: of('couldFall'),
      fell: of('fell'),
      diverged: of('diverged'),
    }
  })
