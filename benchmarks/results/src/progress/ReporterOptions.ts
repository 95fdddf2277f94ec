import type { Output } from './Output.js'

/** What a {@link reporter} reports on, and where. */
export type ReporterOptions = {
  /**
   * `auto`: a bar on a terminal, plain lines elsewhere; `plain`: lines, at most one every 10 seconds;
   * `quiet`: nothing; `json`: each event as a line of JSON on `events`, beside `auto` on `out`
   */
  readonly mode: 'auto' | 'plain' | 'quiet' | 'json'
  /** the weight of all units together, those of an earlier run included */
  readonly total: number
  /** what the run is called */
  readonly label: string
  /** where progress goes; `process.stderr` by default */
  readonly out?: Output
  /** where JSON goes; `process.stdout` by default */
  readonly events?: Output
  /** the clock, in milliseconds; `Date.now` by default */
  readonly now?: () => number
}
