import { bytes } from '../bytes'
import { exp4 } from '../vector/exponential'
import { loadPart, storePart } from '../vector/part'

/** softmax(z) where shift = log Σ e^z; 0 below e^-87, so also for z = -Infinity. */
function shareOf(z: v128, shift: v128): v128 {
  const x = f32x4.sub(z, shift)
  return v128.andnot(exp4(x), f32x4.lt(x, f32x4.splat(-87)))
}

/**
 * dlogits[i,j] = dy[i] (softmax(z[i])[j] - [j = label[i]]), where sums[i] = log Σ_j e^z[i,j].
 */
export function softmaxCrossEntropyGrad(
  dy: usize,
  logits: usize,
  labels: usize,
  sums: usize,
  dlogits: usize,
  rows: i32,
  classes: i32,
): void {
  for (let i = 0; i < rows; i++) {
    const row = logits + bytes(i * classes),
      to = dlogits + bytes(i * classes),
      label = load<i32>(labels + bytes(i))
    const shift = f32x4.splat(load<f32>(sums + bytes(i))),
      scale = f32x4.splat(load<f32>(dy + bytes(i)))
    let j: i32 = 0
    for (; j + 4 <= classes; j += 4) {
      const o = bytes(j)
      v128.store(to + o, f32x4.mul(scale, shareOf(v128.load(row + o), shift)))
    }
    if (j < classes) {
      const o = bytes(j),
        part = loadPart(row + o, classes - j, 0)
      storePart(to + o, f32x4.mul(scale, shareOf(part, shift)), classes - j)
    }
    if (label >= 0 && label < classes) {
      const o = to + bytes(label)
      store<f32>(o, load<f32>(o) - load<f32>(dy + bytes(i)))
    }
  }
}
