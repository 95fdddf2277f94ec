import type { Measurement } from '@momenta/probes'

/** Statistics of a memory at a step. */
export interface MemoryRecord {
  /** Number of entries. */
  readonly entries: number
  /** (1/n) Σ ‖eᵢ − ē‖². */
  readonly variance: number
  /** The variance over (1/n) Σ ‖eᵢ‖², in [0, 1]; comparable between gradients and momenta. */
  readonly relativeVariance: number
  /** Mean cosine of the entry with the largest key with the others; null below two entries. */
  readonly agreementByKey: number | null
  /** The same for the entry with the largest norm. */
  readonly agreementByNorm: number | null
  /** Mean number of steps since the entries were stored. */
  readonly meanAge: number
  readonly maximumAge: number
  /** Entries replaced per step since the last record. */
  readonly replacementsPerStep: number
  readonly minimumKey: number
  readonly maximumKey: number
}

/** The record of a step. A quantity that the optimizer does not have is null; `notes` say why. */
export interface RunRecord {
  readonly step: number
  /** The loss of the last step, at the point that it started from. */
  readonly loss: number | null
  /** Σ ‖θᵢ₊₁ − θᵢ‖ over the reads; with `pathEvery` above 1 over chords, so too short. */
  readonly path: number
  readonly pathEvery: number
  /** ‖θₜ − θ₀‖. */
  readonly distance: number
  /** One for each memory of the optimizer. */
  readonly memories: readonly MemoryRecord[]
  /**
   * ‖a‖/‖m‖: a is the aggregate that was divided by P in the last step, recovered from that step as
   * −P Δθ/lr, and m the momentum.
   */
  readonly amplification: number | null
  /** λmax(H), called sharpness in the paper. */
  readonly sharpness: Measurement | null
  /** lr·λmax(P⁻¹H). */
  readonly stability: Measurement | null
  /**
   * The value of lr·λmax(P⁻¹H) where stability is lost, for the current β₁ and entries: of a memory
   * with `currentPlusMean` and κ = 1, as if it were first in, first out; or of κ = 0.
   */
  readonly line: number | null
  /** The same without a memory: (2 + 2β₁)/(1 − β₁), with Nesterov momentum over 1 + 2β₁. */
  readonly lineWithoutMemory: number | null
  readonly notes: readonly string[]
  /** The cost of the record in addition to the run. */
  readonly cost: {
    readonly matvecs: number
    readonly gradients: number
    readonly losses: number
    /** Numbers read from tensors or arrays since the last record. */
    readonly reads: number
    readonly milliseconds: number
  }
}
