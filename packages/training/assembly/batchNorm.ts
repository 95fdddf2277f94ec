import { addColumns, promote } from './reduction'

const RUN: i32 = 16

/** Adds (x - mean)² of each column to float64 sums. */
function addSquares(x: usize, mean: usize, sums: usize, rows: i32, channels: i32): void {
  const step = (<usize>channels) << 2
  let c: i32 = 0
  for (; c + 4 <= channels; c += 4) {
    const m = v128.load(mean + ((<usize>c) << 2))
    for (let r = 0; r < rows; r += RUN) {
      let at = x + <usize>r * step + ((<usize>c) << 2),
        sum = f32x4.splat(0)
      for (let end = min(rows, r + RUN), i = r; i < end; i++) {
        const d = f32x4.sub(v128.load(at), m)
        sum = f32x4.add(sum, f32x4.mul(d, d))
        at += step
      }
      promote(sums + ((<usize>c) << 3), sum)
    }
  }
  for (; c < channels; c++) {
    const m = <f64>load<f32>(mean + ((<usize>c) << 2))
    let total: f64 = 0
    for (let r = 0; r < rows; r++) {
      const d = <f64>load<f32>(x + <usize>r * step + ((<usize>c) << 2)) - m
      total += d * d
    }
    store<f64>(sums + ((<usize>c) << 3), load<f64>(sums + ((<usize>c) << 3)) + total)
  }
}

/** y = (x - mean) scale + beta, column by column. */
function normalized(
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
      const o = (<usize>c) << 2
      v128.store(
        y + o,
        f32x4.add(
          f32x4.mul(f32x4.sub(v128.load(x + o), v128.load(mean + o)), v128.load(scale + o)),
          v128.load(beta + o),
        ),
      )
    }
    for (; c < channels; c++) {
      const o = (<usize>c) << 2
      store<f32>(
        y + o,
        (load<f32>(x + o) - load<f32>(mean + o)) * load<f32>(scale + o) + load<f32>(beta + o),
      )
    }
    x += (<usize>channels) << 2
    y += (<usize>channels) << 2
  }
}

/** y = a (x - mean) + beta with a = gamma/√(variance + eps), and the batch's mean and (biased) variance. Scratch: 8 channels bytes. */
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
  const doubles = (<usize>channels) << 3
  memory.fill(scratch, 0, doubles)
  addColumns(x, scratch, rows, channels, (<usize>channels) << 2)
  for (let c = 0; c < channels; c++)
    store<f32>(mean + ((<usize>c) << 2), <f32>(load<f64>(scratch + ((<usize>c) << 3)) / <f64>rows))
  memory.fill(scratch, 0, doubles)
  addSquares(x, mean, scratch, rows, channels)
  for (let c = 0; c < channels; c++)
    store<f32>(
      variance + ((<usize>c) << 2),
      <f32>(load<f64>(scratch + ((<usize>c) << 3)) / <f64>rows),
    )
  for (let c = 0; c < channels; c++) {
    const o = (<usize>c) << 2
    store<f32>(
      scratch + o,
      <f32>(<f64>load<f32>(gamma + o) / Math.sqrt(<f64>load<f32>(variance + o) + epsilon)),
    )
  }
  normalized(x, y, mean, scratch, beta, rows, channels)
}

/** Adds dy (x - mean) of each column to float64 sums. */
function addProducts(
  dy: usize,
  x: usize,
  mean: usize,
  sums: usize,
  rows: i32,
  channels: i32,
): void {
  const step = (<usize>channels) << 2
  let c: i32 = 0
  for (; c + 4 <= channels; c += 4) {
    const m = v128.load(mean + ((<usize>c) << 2))
    for (let r = 0; r < rows; r += RUN) {
      let at = <usize>r * step + ((<usize>c) << 2),
        sum = f32x4.splat(0)
      for (let end = min(rows, r + RUN), i = r; i < end; i++) {
        sum = f32x4.add(sum, f32x4.mul(v128.load(dy + at), f32x4.sub(v128.load(x + at), m)))
        at += step
      }
      promote(sums + ((<usize>c) << 3), sum)
    }
  }
  for (; c < channels; c++) {
    const m = <f64>load<f32>(mean + ((<usize>c) << 2))
    let total: f64 = 0
    for (let r = 0; r < rows; r++) {
      const at = <usize>r * step + ((<usize>c) << 2)
      total += <f64>load<f32>(dy + at) * (<f64>load<f32>(x + at) - m)
    }
    store<f64>(sums + ((<usize>c) << 3), load<f64>(sums + ((<usize>c) << 3)) + total)
  }
}

/**
 * With x̂ = (x - mean)/s, s = √(variance + eps): dbeta = sum dy, dgamma = sum dy x̂, dx = gamma/s (dy - dbeta/rows - x̂ dgamma/rows), which is
 * a dy + b (x - mean) + c with three numbers a channel. Scratch: 28 channels bytes.
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
  const doubles = (<usize>channels) << 3,
    floats = (<usize>channels) << 2,
    products = scratch + doubles
  const first = products + doubles,
    second = first + floats,
    third = second + floats
  memory.fill(scratch, 0, 2 * doubles)
  addColumns(dy, scratch, rows, channels, floats)
  addProducts(dy, x, mean, products, rows, channels)
  for (let c = 0; c < channels; c++) {
    const o = (<usize>c) << 2,
      d = (<usize>c) << 3
    const s = Math.sqrt(<f64>load<f32>(variance + o) + epsilon),
      a = <f64>load<f32>(gamma + o) / s
    const sum = load<f64>(scratch + d),
      product = load<f64>(products + d) / s
    store<f32>(dbeta + o, <f32>sum)
    store<f32>(dgamma + o, <f32>product)
    store<f32>(first + o, <f32>a)
    store<f32>(second + o, <f32>((-a * product) / (<f64>rows * s)))
    store<f32>(third + o, <f32>((-a * sum) / <f64>rows))
  }
  for (let r = 0; r < rows; r++) {
    let c: i32 = 0
    for (; c + 4 <= channels; c += 4) {
      const o = (<usize>c) << 2
      const centred = f32x4.mul(
        f32x4.sub(v128.load(x + o), v128.load(mean + o)),
        v128.load(second + o),
      )
      v128.store(
        dx + o,
        f32x4.add(
          f32x4.add(f32x4.mul(v128.load(dy + o), v128.load(first + o)), centred),
          v128.load(third + o),
        ),
      )
    }
    for (; c < channels; c++) {
      const o = (<usize>c) << 2
      const centred = (load<f32>(x + o) - load<f32>(mean + o)) * load<f32>(second + o)
      store<f32>(dx + o, load<f32>(dy + o) * load<f32>(first + o) + centred + load<f32>(third + o))
    }
    dx += floats
    dy += floats
    x += floats
  }
}
