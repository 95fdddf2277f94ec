import * as t from 'io-ts'
import type { Setting } from '../../methods/methods.js'
import type { Contender } from '../../tasks/Contender.js'
import type { Job } from '../../tasks/Job.js'
import { secondsOf, toyFields } from '../toyJob.js'
import { learningRates } from './search.js'

/** The codec of a {@link SearchConfig}. */
export const SearchConfig = t.readonly(
  t.type({
    ...toyFields,
    landscape: t.string,
    runs: t.number,
    /** Starts of the search at each learning rate. */
    searchRuns: t.number,
  }),
)

/** The config of a job that first searches the learning rate. */
export type SearchConfig = t.TypeOf<typeof SearchConfig>

/** Numbers of starts and steps. */
export type SearchSize = Pick<SearchConfig, 'runs' | 'searchRuns' | 'steps'>

/** The jobs of methods on landscapes at one setting. */
export const searchJobs = (
  task: string,
  seed: number,
  size: SearchSize,
  on: readonly string[],
  methods: readonly Contender[],
  setting: Setting,
): readonly Job<SearchConfig>[] =>
  on.flatMap((landscape) =>
    methods.map((contender) => ({
      task,
      config: { landscape, contender, ...setting, ...size },
      seed,
      label: `${task} ${landscape} ${contender.name}, C=${setting.capacity}, λ=${setting.decay}`,
      cost: secondsOf(
        contender,
        (learningRates.length * size.searchRuns + size.runs) * size.steps,
        2,
      ),
    })),
  )
