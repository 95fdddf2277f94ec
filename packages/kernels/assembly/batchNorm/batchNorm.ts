import { bytes } from '../bytes'
import { addColumns } from '../reduction/addColumns'
import { promote, RUN } from '../reduction/promote'

/** Adds (x - mean)² of each column to float64 sums. */
function addSquares(x: usize, mean: usize, sums: usize, rows: i32, channels: i32): void {
  const step = bytes(channels)
  let c: i32 = 0
  for (; c + 4 <= channels; c += 4) {
    const m = v128.load(mean + bytes(c))
    for (let r = 0; r < rows; r += RUN) {
      let at = x + <usize>r * step + bytes(c),
        sum = f32x4.splat(0)
      for (let end = min(rows, r + RUN), i = r; i < end; i++) {
        const d = f32x4.sub(v128.load(at), m)
        sum = f32x4.add(sum, f32x4.mul(d, d))
        at += step
      }
      promote(sums + 2 * bytes(c), sum)
    }
  }
  for (; c < channels; c++) {
    const m = <f64>load<f32>(mean + bytes(c))
    let total: f64 = 0
    for (let r = 0; r < rows; r++) {
      const d = <f64>load<f32>(x + <usize>r * step + bytes(c)) - m
      total += d * d
    }
    const sum = sums + 2 * bytes(c)
    store<f64>(sum, load<f64>(sum) + total)
  }
}

/** y = (x - mean) scale + beta, column by column. */
function normalize(
  x: usize,
  y: usize,
  mean: usize,
  scale: usize,
  beta: usize,
  rows: i32,
  channels: i32,
): void {
  for (let r = 0; r < rows; r++) {
    let c: i32 = 0
    for (; c + 4 <= channels; c += 4) {
      const o = bytes(c),
        d = f32x4.sub(v128.load(x + o), v128.load(mean + o))
      v128.store(y + o, f32x4.add(f32x4.mul(d, v128.load(scale + o)), v128.load(beta + o)))
    }
    for (; c < channels; c++) {
      const o = bytes(c),
        d = load<f32>(x + o) - load<f32>(mean + o)
      store<f32>(y + o, d * load<f32>(scale + o) + load<f32>(beta + o))
    }
    x += bytes(channels)
    y += bytes(channels)
  }
}

/** out[c] = sums[c] / rows. */
function divide(sums: usize, out: usize, rows: i32, channels: i32): void {
  for (let c = 0; c < channels; c++)
    store<f32>(out + bytes(c), <f32>(load<f64>(sums + 2 * bytes(c)) / <f64>rows))
}

/**
 * y = a (x - mean) + beta with a = gamma/√(variance + eps), and the mean and (biased) variance of
 * the batch. Scratch: 8 channels bytes.
 */
export function batchNorm(
  x: usize,
  gamma: usize,
  beta: usize,
  y: usize,
  mean: usize,
  variance: usize,
  scratch: usize,
  rows: i32,
  channels: i32,
  epsilon: f64,
): void {
  const doubles = bytes(2 * channels)
  memory.fill(scratch, 0, doubles)
  addColumns(x, scratch, rows, channels)
  divide(scratch, mean, rows, channels)
  memory.fill(scratch, 0, doubles)
  addSquares(x, mean, scratch, rows, channels)
  divide(scratch, variance, rows, channels)
  for (let c = 0; c < channels; c++) {
    const o = bytes(c),
      s = Math.sqrt(<f64>load<f32>(variance + o) + epsilon)
    store<f32>(scratch + o, <f32>(<f64>load<f32>(gamma + o) / s))
  }
  normalize(x, y, mean, scratch, beta, rows, channels)
}
