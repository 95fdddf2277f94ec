import { exp4, loadPart, storePart } from './exponential'

function largest(row: usize, classes: i32): f32 {
  let most: f32 = load<f32>(row)
  let i: i32 = 0
  if (classes >= 4) {
    let v = v128.load(row)
    for (i = 4; i + 4 <= classes; i += 4) v = f32x4.max(v, v128.load(row + ((<usize>i) << 2)))
    most = max(
      max(f32x4.extract_lane(v, 0), f32x4.extract_lane(v, 1)),
      max(f32x4.extract_lane(v, 2), f32x4.extract_lane(v, 3)),
    )
  }
  for (; i < classes; i++) most = max(most, load<f32>(row + ((<usize>i) << 2)))
  return most
}

/** Sum of e^(z - most) over a row, by runs in float64. */
function sumOfExp(row: usize, classes: i32, most: f32): f64 {
  const m = f32x4.splat(most)
  let total: f64 = 0,
    i: i32 = 0
  while (i + 4 <= classes) {
    const end = min(classes - 3, i + 256)
    let sum = f32x4.splat(0)
    for (; i < end; i += 4)
      sum = f32x4.add(sum, exp4(f32x4.sub(v128.load(row + ((<usize>i) << 2)), m)))
    total +=
      <f64>(f32x4.extract_lane(sum, 0) + f32x4.extract_lane(sum, 1)) +
      <f64>(f32x4.extract_lane(sum, 2) + f32x4.extract_lane(sum, 3))
  }
  if (i < classes) {
    const part = exp4(f32x4.sub(loadPart(row + ((<usize>i) << 2), classes - i, most), m))
    total += <f64>f32x4.extract_lane(part, 0)
    if (classes - i > 1) total += <f64>f32x4.extract_lane(part, 1)
    if (classes - i > 2) total += <f64>f32x4.extract_lane(part, 2)
  }
  return total
}

/** loss[i] = log sum_j e^z[i,j] - z[i, label[i]]; NaN where the label is no class. `log` is the host's. */
export function softmaxCrossEntropy(
  logits: usize,
  labels: usize,
  loss: usize,
  rows: i32,
  classes: i32,
): void {
  for (let i = 0; i < rows; i++) {
    const row = logits + ((<usize>(i * classes)) << 2),
      label = load<i32>(labels + ((<usize>i) << 2))
    const most = largest(row, classes)
    const own = label >= 0 && label < classes ? load<f32>(row + ((<usize>label) << 2)) : f32.NaN
    store<f32>(
      loss + ((<usize>i) << 2),
      <f32>(log(sumOfExp(row, classes, most)) + (<f64>most - <f64>own)),
    )
  }
}

/** Natural logarithm of s >= 1 or NaN: s = 2^n m with m in [√½, √2), and the odd series of 2 artanh((m - 1)/(m + 1)). */
function log(s: f64): f64 {
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

/** dlogits[i,j] = dy[i] (softmax(z[i])[j] - [j = label[i]]), where log sum_j e^z = loss[i] + z[i, label[i]]. */
export function softmaxCrossEntropyGrad(
  dy: usize,
  logits: usize,
  labels: usize,
  loss: usize,
  dlogits: usize,
  rows: i32,
  classes: i32,
): void {
  for (let i = 0; i < rows; i++) {
    const at = (<usize>(i * classes)) << 2,
      row = logits + at,
      to = dlogits + at,
      label = load<i32>(labels + ((<usize>i) << 2))
    const own = label >= 0 && label < classes ? load<f32>(row + ((<usize>label) << 2)) : f32.NaN
    const shift = f32x4.splat(own + load<f32>(loss + ((<usize>i) << 2))),
      scale = f32x4.splat(load<f32>(dy + ((<usize>i) << 2)))
    let j: i32 = 0
    for (; j + 4 <= classes; j += 4) {
      const o = (<usize>j) << 2
      v128.store(to + o, f32x4.mul(scale, exp4(f32x4.sub(v128.load(row + o), shift))))
    }
    if (j < classes) {
      const o = (<usize>j) << 2
      storePart(
        to + o,
        f32x4.mul(scale, exp4(f32x4.sub(loadPart(row + o, classes - j, 0), shift))),
        classes - j,
      )
    }
    if (label >= 0 && label < classes) {
      const o = to + ((<usize>label) << 2)
      store<f32>(o, load<f32>(o) - load<f32>(dy + ((<usize>i) << 2)))
    }
  }
}
