import type { Ages } from './Ages.js'

/** The ages of a memory before it was observed. */
export const noAges: Ages = { offered: [], born: [], replaced: 0 }

/**
 * Updates the ages from the keys that a memory holds after a step. An entry counts as new if it was
 * offered with another key than the one that was in its place.
 */
export const updateAges = (
  { offered: before, born, replaced }: Ages,
  offered: readonly number[],
  step: number,
): Ages => {
  const isNew = offered.map((key, i) => !Object.is(key, before[i]))
  return {
    offered: [...offered],
    born: isNew.map((fresh, i) => (fresh ? step : (born[i] as number))),
    replaced: replaced + isNew.filter((fresh, i) => fresh && i < before.length).length,
  }
}
