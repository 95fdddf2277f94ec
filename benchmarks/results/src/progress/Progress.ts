/** How far a run is, in units of weight (one for each unit of work, or its number of steps). */
export type Progress = {
  readonly label: string
  readonly total: number
  /** weight worked off in this run: the only one that counts for the rate */
  readonly done: number
  /** weight that an earlier run worked off */
  readonly resumed: number
  /** weight that failed units leave undone */
  readonly lost: number
  /** number of failed units */
  readonly failed: number
  /** when the work began, in milliseconds; none before the first unit */
  readonly began: number | undefined
  /** the unit in hand */
  readonly unit: string
  /** the last thing said of it */
  readonly note: string
}
