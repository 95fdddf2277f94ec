/** One pass over memory, as listed by {@link FusedRunner.explain}. */
export interface Pass {
  /** The parts of the chain that it runs. */
  readonly parts: readonly string[]
  readonly leaves: number
  /** Streams that it reads and writes. */
  readonly reads: number
  readonly writes: number
  /** 4 × (reads + writes). */
  readonly bytesPerParameter: number
}
