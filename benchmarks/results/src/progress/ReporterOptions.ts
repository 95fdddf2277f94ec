import type { Output } from './Output.js'

/** The options of {@link reporter}. */
export type ReporterOptions = {
  /**
   * `auto`: a bar on a terminal, plain lines elsewhere; `plain`: lines, at most one every 10
   * seconds; `quiet`: failures; `json`: each event as a line of JSON on `events`, and `auto` on
   * `out`
   */
  readonly mode: 'auto' | 'plain' | 'quiet' | 'json'
  /** total weight of all units, including those of earlier runs */
  readonly total: number
  /** name of the run */
  readonly label: string
  /** output of the progress; `process.stderr` by default */
  readonly out?: Output
  /** output of the JSON; `process.stdout` by default */
  readonly events?: Output
  /** the clock, in milliseconds; `Date.now` by default */
  readonly now?: () => number
}
