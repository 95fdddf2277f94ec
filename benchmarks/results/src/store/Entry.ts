import type { ResultRecord } from './ResultRecord.js'

type Unstamped<R> = R extends unknown ? Omit<R, 'v' | 'id' | 't'> : never

/** An entry of a run: a {@link ResultRecord} before the store adds `v`, `id` and `t`. */
export type Entry = Unstamped<ResultRecord>
