import * as t from 'io-ts'
import type { Finished } from '../../tasks/Job.js'
import { LooseList } from '../../tasks/storedNumbers.js'
import type { SearchConfig } from '../search/searchJobs.js'

/** The codec of {@link Losses}. */
export const Losses = t.readonly(
  t.type({
    last: LooseList,
    best: LooseList,
    /** The loss at the minimum of the basin. */
    floor: LooseList,
    /** λ₁ of the Hessian at that minimum. */
    sharpness: LooseList,
    sharpnessAtLast: LooseList,
  }),
)

/** One value per run; null where it diverged. */
export type Losses = t.TypeOf<typeof Losses>

/** A finished job of this task. */
export type FinishedSharpness = Finished<SearchConfig, Losses>
