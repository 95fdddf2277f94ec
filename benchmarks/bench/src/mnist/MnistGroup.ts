import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import type { Finished } from '../tasks/Job.js'
import type { Config } from './Variant.js'

/** The runs of one optimizer, one for each seed. */
export type MnistGroup = ReadonlyNonEmptyArray<Finished<Config, undefined>>

/** The name of the optimizer of a group. */
export const nameOf = ([{ job }]: MnistGroup): string => job.config.contender.name

/** A value of each run. */
export const valuesOf = (group: MnistGroup, key: string): readonly number[] =>
  group.map(({ values }) => values[key] as number)
