import type { Measurement } from '../records/Measurement.js'

/** A memory at a step. */
export interface MemoryRecord {
  /** How many entries it holds. */
  readonly entries: number
  /** (1/n) Σ ‖eᵢ − ē‖². */
  readonly variance: number
  /** That over (1/n) Σ ‖eᵢ‖², in [0, 1]: comparable between memories of gradients and of momenta. */
  readonly relativeVariance: number
  /** The mean cosine of the entry of greatest key with the others; null below two entries. */
  readonly agreementByKey: number | null
  /** The same for the entry of greatest norm. */
  readonly agreementByNorm: number | null
  /** Steps since the entries were taken in. */
  readonly meanAge: number
  readonly greatestAge: number
  /** Entries that gave way, for each step since the last record. */
  readonly replacementsPerStep: number
  readonly leastKey: number
  readonly greatestKey: number
}

/** What a monitor says of a run at a step; null where the optimizer has no such thing, and `notes` says why. */
export interface RunRecord {
  readonly step: number
  /** The loss of the last step, at the point that it started from. */
  readonly loss: number | null
  /** Σ ‖θᵢ₊₁ − θᵢ‖ over the reads: with `pathEvery` above 1 over chords, so too short. */
  readonly path: number
  readonly pathEvery: number
  /** ‖θₜ − θ₀‖ */
  readonly distance: number
  /** One for each memory of the optimizer. */
  readonly memories: readonly MemoryRecord[]
  /** ‖a‖/‖m‖, a what Adam divided by P in the last step (recovered from the step itself: −P Δθ/lr), m the momentum. */
  readonly amplification: number | null
  /** λmax(H), the paper's sharpness. */
  readonly sharpness: Measurement | null
  /** lr·λmax(P⁻¹H). */
  readonly stability: Measurement | null
  /** Where lr·λmax(P⁻¹H) loses stability, for this β₁ and this number of entries. */
  readonly line: number | null
  /** The same without memory: (2 + 2β₁)/(1 − β₁). */
  readonly lineWithoutMemory: number | null
  readonly notes: readonly string[]
  /** What the record cost beyond the run. */
  readonly cost: {
    readonly matvecs: number
    readonly gradients: number
    readonly losses: number
    /** Numbers read from tensors or arrays since the last record. */
    readonly reads: number
    readonly milliseconds: number
  }
}
