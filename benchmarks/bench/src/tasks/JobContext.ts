/** What a job is given of the run that it is part of. */
export interface JobContext {
  /** The file in which a long job keeps its checkpoint; removed when its outcome is stored. */
  readonly checkpoint: string
  /** Milliseconds between two checkpoints. */
  readonly every: number
  /** Whether monitors measure each epoch of training. */
  readonly monitor: boolean
  /**
   * Aborted when the run is to stop. A long job then stores a checkpoint and has no outcome; others
   * end as usual.
   */
  readonly signal: AbortSignal
  /** Called when so much more of the job is done, all together 1, with a note on its state. */
  readonly advance: (share: number, note: string) => void
}
