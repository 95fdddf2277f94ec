/**
 * f, gradient and Hessian of min(sum_i x_i^2, s sum_i (x_i-1)^2): all coordinates share one branch.
 */
export const jointBasins = (dim: number, s: number) => {
  const squares = (x: ArrayLike<number>, centre: number): number => {
    let sum = 0
    for (let i = 0; i < dim; i++) sum += ((x[i] as number) - centre) ** 2
    return sum
  }
  return {
    pass: (x: ArrayLike<number>, out: Float64Array): number => {
      const flat = squares(x, 0)
      const sharp = s * squares(x, 1)
      const centre = sharp < flat ? 1 : 0
      const curvature = sharp < flat ? 2 * s : 2
      for (let i = 0; i < dim; i++) out[i] = curvature * ((x[i] as number) - centre)
      return Math.min(sharp, flat)
    },
    curvature: (x: ArrayLike<number>, out: Float64Array): void => {
      const curvature = s * squares(x, 1) < squares(x, 0) ? 2 * s : 2
      for (let i = 0; i < dim; i++) out[i * dim + i] = curvature
    },
  }
}
