import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import type { FinishedNetwork } from './NetworkConfig.js'

/** The runs of one optimizer, one for each seed. */
export type NetworkGroup = ReadonlyNonEmptyArray<FinishedNetwork>

/** The name of the optimizer of a group. */
export const nameOf = ([{ job }]: NetworkGroup): string => job.config.contender.name
