import type { Progress } from './Progress.js'
import type { ProgressEvent } from './ProgressEvent.js'

/** Where a reporter's events go, each with the state it led to. */
export type Sink = (event: ProgressEvent, state: Progress) => void
