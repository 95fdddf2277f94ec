/** How much the measurements of a run cost. */
export interface Effort {
  /** Maximum Lanczos steps of each eigenvalue; absent: the default of the probe. */
  readonly lanczos: { readonly maxSteps?: number }
  readonly density: { readonly runs: number; readonly steps: number; readonly points: number }
  /** Products of the estimate of the trace. */
  readonly products: number
  /** Pairs of draws of Gaussian sharpness. */
  readonly pairs: number
  /** Points of the slice, and of each side of the plane. */
  readonly slice: number
  readonly plane: number
  /** Restarts and steps of the ascent to the worst loss; absent: the default of the probe. */
  readonly ascent: { readonly restarts?: number; readonly steps?: number }
  /** Hidden units of the network. */
  readonly width: number
}

/** Accurate measurements. */
const thorough: Effort = {
  lanczos: {},
  density: { runs: 3, steps: 20, points: 200 },
  products: 24,
  pairs: 10,
  slice: 21,
  plane: 15,
  ascent: {},
  width: 128,
}

/** A few products each: shows that the measurements run, not what they measure. */
const brief: Effort = {
  lanczos: { maxSteps: 6 },
  density: { runs: 1, steps: 2, points: 20 },
  products: 3,
  pairs: 1,
  slice: 3,
  plane: 3,
  ascent: { restarts: 1, steps: 1 },
  width: 4,
}

/** The effort of a config. */
export const effortOf = (config: { readonly brief?: boolean }): Effort =>
  config.brief === true ? brief : thorough
