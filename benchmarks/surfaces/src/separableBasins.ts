/**
 * f, gradient and Hessian of sum_i min(x_i^2, s (x_i-1)^2): each coordinate picks its own branch.
 */
export const separableBasins = (dim: number, s: number) => ({
  pass: (x: ArrayLike<number>, out: Float64Array): number => {
    let f = 0
    for (let i = 0; i < dim; i++) {
      const xi = x[i] as number
      const flat = xi * xi
      const sharp = s * (xi - 1) * (xi - 1)
      if (sharp < flat) {
        f += sharp
        out[i] = 2 * s * (xi - 1)
      } else {
        f += flat
        out[i] = 2 * xi
      }
    }
    return f
  },
  curvature: (x: ArrayLike<number>, out: Float64Array): void => {
    for (let i = 0; i < dim; i++) {
      const xi = x[i] as number
      out[i * dim + i] = s * (xi - 1) * (xi - 1) < xi * xi ? 2 * s : 2
    }
  },
})
