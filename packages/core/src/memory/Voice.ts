/**
 * How the aggregate is put together: `pass` (the update as it is), `alone` (entries without the update), `added` (entries and the update),
 * `scaled` (entries and a multiple of the update).
 */
export type Voice = 'pass' | 'alone' | 'added' | 'scaled'

/** The way to put an aggregate together that needs the least arithmetic. */
export const voiceOf = (current: number, silent: boolean): Voice =>
  silent && current === 1 ? 'pass' : current === 0 ? 'alone' : current === 1 ? 'added' : 'scaled'
