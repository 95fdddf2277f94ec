/** What is known of the slots of a memory from looking at it step by step. */
export interface Ages {
  /** The keys with which the entries were offered. */
  readonly offered: readonly number[]
  /** The step after which each entry was seen first. */
  readonly born: readonly number[]
  /** Entries that gave way since the last record. */
  readonly replaced: number
}

/** A memory that nothing is known of. */
export const unseen: Ages = { offered: [], born: [], replaced: 0 }

/** What is known after another look. An entry counts as new if it was offered with another key than the one that was in its slot. */
export const agesAfter = (
  { offered: before, born, replaced }: Ages,
  offered: readonly number[],
  step: number,
): Ages => {
  const changed = offered.map((key, slot) => !Object.is(key, before[slot]))
  return {
    offered: [...offered],
    born: changed.map((isNew, slot) => (isNew ? step : (born[slot] as number))),
    replaced: replaced + changed.filter((isNew, slot) => isNew && slot < before.length).length,
  }
}
