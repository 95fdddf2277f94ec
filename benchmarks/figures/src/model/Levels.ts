/** The thresholds of a contour plot: given, or so many chosen from the sampled values. */
export type Levels =
  | readonly number[]
  | {
      /** `log` needs positive values; `quantile` gives every band the same area */
      readonly spacing: 'linear' | 'log' | 'quantile'
      readonly count: number
    }
