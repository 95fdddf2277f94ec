import { landscapeNamed } from '../../landscapes/landscapes.js'
import { starts } from '../starts.js'
import { type Search, search } from './search.js'
import type { SearchConfig } from './searchJobs.js'

/** The search of a job, and the starts to run from: other ones than those of the search. */
export const searchOn = (
  { landscape, contender, steps, runs, searchRuns }: SearchConfig,
  seed: number,
): Search & { readonly starts: readonly (readonly number[])[] } => {
  const { surface, box } = landscapeNamed(landscape)
  const searched = starts(seed + 1000, searchRuns, 2, box)
  return {
    ...search(contender, surface(2), searched, steps),
    starts: starts(seed, runs, 2, box),
  }
}
