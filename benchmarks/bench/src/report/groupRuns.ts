import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'

/** Runs in groups of one key, in the order of their first run. */
export const groupRuns = <Run>(
  runs: readonly Run[],
  keyOf: (run: Run) => string,
): readonly ReadonlyNonEmptyArray<Run>[] => {
  const groups = new Map<string, [Run, ...Run[]]>()
  for (const run of runs) {
    const key = keyOf(run)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [run])
    else group.push(run)
  }
  return [...groups.values()]
}
