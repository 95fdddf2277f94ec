/**
 * e^x of four lanes: x = n ln 2 + r with |r| <= ln 2 / 2, a polynomial of degree 6 for e^r (the
 * minimax coefficients of Cephes' expf), times 2^n. Relative error below 2e-7. x is clamped to
 * [-87, 88], so that the result is neither 0 nor infinite; NaN stays NaN.
 */
export function exp4(x: v128): v128 {
  const clamped = f32x4.max(f32x4.splat(-87), f32x4.min(f32x4.splat(88), x))
  const n = f32x4.nearest(f32x4.mul(clamped, f32x4.splat(Math.LOG2E as f32)))
  let r = f32x4.sub(clamped, f32x4.mul(n, f32x4.splat(0.693359375)))
  r = f32x4.add(r, f32x4.mul(n, f32x4.splat(2.1219444e-4)))
  let p = f32x4.splat(1.98756915e-4)
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.3981999507e-3))
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(8.3334519073e-3))
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(4.1665795894e-2))
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.6666665459e-1))
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(5.0000001201e-1))
  p = f32x4.add(f32x4.add(f32x4.mul(f32x4.mul(p, r), r), r), f32x4.splat(1))
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23)
  return f32x4.mul(p, power)
}

/** 1/(1 + e^-x). */
export function sigmoid4(x: v128): v128 {
  return f32x4.div(f32x4.splat(1), f32x4.add(f32x4.splat(1), exp4(f32x4.neg(x))))
}

/**
 * tanh x = 1 - 2/(e^2x + 1); for |x| < 0.625, where that cancels, its odd polynomial (Cephes'
 * tanhf).
 */
export function tanh4(x: v128): v128 {
  const s = f32x4.mul(x, x)
  let p = f32x4.splat(-5.70498872745e-3)
  p = f32x4.add(f32x4.mul(p, s), f32x4.splat(2.06390887954e-2))
  p = f32x4.add(f32x4.mul(p, s), f32x4.splat(-5.37397155531e-2))
  p = f32x4.add(f32x4.mul(p, s), f32x4.splat(1.33314422036e-1))
  p = f32x4.add(f32x4.mul(p, s), f32x4.splat(-3.33332819422e-1))
  const small = f32x4.add(x, f32x4.mul(f32x4.mul(p, s), x))
  const large = f32x4.sub(
    f32x4.splat(1),
    f32x4.div(f32x4.splat(2), f32x4.add(exp4(f32x4.add(x, x)), f32x4.splat(1))),
  )
  return v128.bitselect(small, large, f32x4.lt(f32x4.abs(x), f32x4.splat(0.625)))
}
