import type { Provenance } from './Provenance.js'

/**
 * The default step h of differences, as a length in parameter space: 1e-5 in float64; in float32
 * 5e-3 for smooth losses, 1e-3 for relu-like ones. It does not grow with ‖w‖: a step that does is
 * ten to a thousand times less accurate along the top eigenvector, where the third derivative is
 * large.
 */
export const stepFor = (dtype: Provenance['dtype'], smooth: boolean): number =>
  dtype === 'float64' ? 1e-5 : smooth ? 5e-3 : 1e-3
