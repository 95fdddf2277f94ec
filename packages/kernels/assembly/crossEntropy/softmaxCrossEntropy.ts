import { bytes } from '../bytes'
import { exp4 } from '../vector/exponential'
import { loadPart } from '../vector/part'
import { log } from './log'
import { logitOf } from './logitOf'

function maximumOf(row: usize, classes: i32): f32 {
  let most: f32 = load<f32>(row)
  let i: i32 = 0
  if (classes >= 4) {
    let v = v128.load(row)
    for (i = 4; i + 4 <= classes; i += 4) v = f32x4.max(v, v128.load(row + bytes(i)))
    most = max(
      max(f32x4.extract_lane(v, 0), f32x4.extract_lane(v, 1)),
      max(f32x4.extract_lane(v, 2), f32x4.extract_lane(v, 3)),
    )
  }
  for (; i < classes; i++) most = max(most, load<f32>(row + bytes(i)))
  return most
}

/** Σ e^(z - most) of a row: runs in float32, their sums in float64. */
function sumOfExp(row: usize, classes: i32, most: f32): f64 {
  const m = f32x4.splat(most)
  let total: f64 = 0,
    i: i32 = 0
  while (i + 4 <= classes) {
    const end = min(classes - 3, i + 256)
    let sum = f32x4.splat(0)
    for (; i < end; i += 4) sum = f32x4.add(sum, exp4(f32x4.sub(v128.load(row + bytes(i)), m)))
    total +=
      <f64>(f32x4.extract_lane(sum, 0) + f32x4.extract_lane(sum, 1)) +
      <f64>(f32x4.extract_lane(sum, 2) + f32x4.extract_lane(sum, 3))
  }
  if (i < classes) {
    const part = exp4(f32x4.sub(loadPart(row + bytes(i), classes - i, most), m))
    total += <f64>f32x4.extract_lane(part, 0)
    if (classes - i > 1) total += <f64>f32x4.extract_lane(part, 1)
    if (classes - i > 2) total += <f64>f32x4.extract_lane(part, 2)
  }
  return total
}

/**
 * sums[i] = log Σ_j e^z[i,j] and loss[i] = sums[i] - z[i, label[i]]; both are NaN where the label is
 * not a class.
 */
export function softmaxCrossEntropy(
  logits: usize,
  labels: usize,
  loss: usize,
  sums: usize,
  rows: i32,
  classes: i32,
): void {
  for (let i = 0; i < rows; i++) {
    const row = logits + bytes(i * classes),
      label = load<i32>(labels + bytes(i))
    const most = maximumOf(row, classes)
    const own = logitOf(row, label, classes)
    const logSum = log(sumOfExp(row, classes, most))
    store<f32>(loss + bytes(i), <f32>(logSum + (<f64>most - <f64>own)))
    const isClass = label >= 0 && label < classes
    store<f32>(sums + bytes(i), isClass ? <f32>(logSum + <f64>most) : f32.NaN)
  }
}
