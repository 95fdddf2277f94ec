import type { ResultRecord } from './ResultRecord.js'

type Unstamped<R> = R extends unknown ? Omit<R, 'v' | 'id' | 't'> : never

/** What a run appends: a {@link ResultRecord} before the store stamps it with `v`, `id` and `t`. */
export type Entry = Unstamped<ResultRecord>
