import { bytes } from '../bytes'
import { addColumns } from '../reduction/addColumns'
import { promote, RUN } from '../reduction/promote'

/** Adds dy (x - mean) of each column to float64 sums. */
function addProducts(
  dy: usize,
  x: usize,
  mean: usize,
  sums: usize,
  rows: i32,
  channels: i32,
): void {
  const step = bytes(channels)
  let c: i32 = 0
  for (; c + 4 <= channels; c += 4) {
    const m = v128.load(mean + bytes(c))
    for (let r = 0; r < rows; r += RUN) {
      let at = <usize>r * step + bytes(c),
        sum = f32x4.splat(0)
      for (let end = min(rows, r + RUN), i = r; i < end; i++) {
        sum = f32x4.add(sum, f32x4.mul(v128.load(dy + at), f32x4.sub(v128.load(x + at), m)))
        at += step
      }
      promote(sums + 2 * bytes(c), sum)
    }
  }
  for (; c < channels; c++) {
    const m = <f64>load<f32>(mean + bytes(c))
    let total: f64 = 0
    for (let r = 0; r < rows; r++) {
      const at = <usize>r * step + bytes(c)
      total += <f64>load<f32>(dy + at) * (<f64>load<f32>(x + at) - m)
    }
    const sum = sums + 2 * bytes(c)
    store<f64>(sum, load<f64>(sum) + total)
  }
}

/** dx = a dy + b (x - mean) + d, column by column. */
function combine(
  dy: usize,
  x: usize,
  mean: usize,
  dx: usize,
  a: usize,
  b: usize,
  d: usize,
  rows: i32,
  channels: i32,
): void {
  for (let r = 0; r < rows; r++) {
    let c: i32 = 0
    for (; c + 4 <= channels; c += 4) {
      const o = bytes(c),
        centered = f32x4.sub(v128.load(x + o), v128.load(mean + o)),
        first = f32x4.mul(v128.load(dy + o), v128.load(a + o)),
        second = f32x4.mul(centered, v128.load(b + o))
      v128.store(dx + o, f32x4.add(f32x4.add(first, second), v128.load(d + o)))
    }
    for (; c < channels; c++) {
      const o = bytes(c),
        second = (load<f32>(x + o) - load<f32>(mean + o)) * load<f32>(b + o)
      store<f32>(dx + o, load<f32>(dy + o) * load<f32>(a + o) + second + load<f32>(d + o))
    }
    dx += bytes(channels)
    dy += bytes(channels)
    x += bytes(channels)
  }
}

/**
 * With s = √(variance + eps) and x̂ = (x - mean)/s: dbeta = Σ dy, dgamma = Σ dy x̂, dx = gamma/s
 * (dy - dbeta/rows - x̂ dgamma/rows), which is a dy + b (x - mean) + d with three numbers a
 * channel. Scratch: 28 channels bytes.
 */
export function batchNormGrad(
  dy: usize,
  x: usize,
  gamma: usize,
  mean: usize,
  variance: usize,
  dx: usize,
  dgamma: usize,
  dbeta: usize,
  scratch: usize,
  rows: i32,
  channels: i32,
  epsilon: f64,
): void {
  const floats = bytes(channels),
    products = scratch + 2 * floats,
    a = products + 2 * floats,
    b = a + floats,
    d = b + floats
  memory.fill(scratch, 0, 4 * floats)
  addColumns(dy, scratch, rows, channels)
  addProducts(dy, x, mean, products, rows, channels)
  for (let c = 0; c < channels; c++) {
    const o = bytes(c)
    const s = Math.sqrt(<f64>load<f32>(variance + o) + epsilon),
      scale = <f64>load<f32>(gamma + o) / s
    const sum = load<f64>(scratch + 2 * o),
      product = load<f64>(products + 2 * o) / s
    store<f32>(dbeta + o, <f32>sum)
    store<f32>(dgamma + o, <f32>product)
    store<f32>(a + o, <f32>scale)
    store<f32>(b + o, <f32>((-scale * product) / (<f64>rows * s)))
    store<f32>(d + o, <f32>((-scale * sum) / <f64>rows))
  }
  combine(dy, x, mean, dx, a, b, d, rows, channels)
}
