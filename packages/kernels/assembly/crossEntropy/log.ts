/**
 * Natural logarithm of s >= 1 or NaN: s = 2^n m with m in [√½, √2), and the odd series of
 * 2 artanh((m - 1)/(m + 1)).
 */
export function log(s: f64): f64 {
  if (!(s > 0) || s === Infinity) return s === Infinity ? s : NaN
  const bits = reinterpret<u64>(s)
  let n = <i32>(bits >> 52) - 1023
  let m = reinterpret<f64>((bits & 0x000fffffffffffff) | 0x3ff0000000000000)
  if (m > Math.SQRT2) {
    m *= 0.5
    n++
  }
  const t = (m - 1) / (m + 1),
    u = t * t
  let p: f64 = 1.0 / 17
  p = p * u + 1.0 / 15
  p = p * u + 1.0 / 13
  p = p * u + 1.0 / 11
  p = p * u + 1.0 / 9
  p = p * u + 1.0 / 7
  p = p * u + 1.0 / 5
  p = p * u + 1.0 / 3
  p = p * u + 1
  return 2 * t * p + <f64>n * Math.LN2
}
