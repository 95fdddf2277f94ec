import * as t from 'io-ts'
import type { Finished } from '../../tasks/Job.js'
import { LooseList } from '../../tasks/storedNumbers.js'
import type { SearchConfig } from '../search/searchJobs.js'

/** The codec of {@link TrajectoriesData}. */
export const TrajectoriesData = t.readonly(
  t.type({
    /** The last loss from each start; null where it diverged. */
    last: LooseList,
    /** The mean last loss at each learning rate of the search. */
    means: LooseList,
    at: t.readonlyArray(t.number),
    /** Quartiles of the loss at those steps. */
    curve: t.readonly(t.type({ lower: LooseList, middle: LooseList, upper: LooseList })),
    paths: t.readonlyArray(t.readonlyArray(LooseList)),
  }),
)

/** The data of the figures. */
export type TrajectoriesData = t.TypeOf<typeof TrajectoriesData>

/** A finished job of this task. */
export type FinishedTrajectories = Finished<SearchConfig, TrajectoriesData>
