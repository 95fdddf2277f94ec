import { bytes } from '../bytes'
import { WIDTH } from '../tile/multiplyTile'
import { packTransposed } from '../tile/packTransposed'
import { tanh4 } from '../vector/exponential'
import { load4, store4 } from '../vector/part'
import { addProduct } from './addProduct'

/**
 * One step back of one row of cells. `a` holds the gates, `da` receives the gradients of their
 * sums; `dc` holds the gradient of c_t and is overwritten with that of c_{t-1}.
 */
function cellGrad(
  a: usize,
  da: usize,
  before: usize,
  c: usize,
  dh: usize,
  dy: usize,
  dc: usize,
  dz: usize,
  units: i32,
): void {
  const gate = bytes(units),
    one = f32x4.splat(1)
  for (let u = 0; u < units; u += 4) {
    const o = bytes(u),
      count = units - u
    const i = load4(a + o, count),
      f = load4(a + gate + o, count),
      g = load4(a + 2 * gate + o, count),
      q = load4(a + 3 * gate + o, count)
    const s = tanh4(load4(c + o, count)),
      past = load4(before + o, count),
      h = f32x4.add(load4(dh + o, count), load4(dy + o, count))
    const d = f32x4.add(
      f32x4.add(load4(dc + o, count), load4(dz + o, count)),
      f32x4.mul(f32x4.mul(h, q), f32x4.sub(one, f32x4.mul(s, s))),
    )
    const di = f32x4.mul(f32x4.mul(d, g), f32x4.mul(i, f32x4.sub(one, i))),
      df = f32x4.mul(f32x4.mul(d, past), f32x4.mul(f, f32x4.sub(one, f))),
      dg = f32x4.mul(f32x4.mul(d, i), f32x4.sub(one, f32x4.mul(g, g))),
      dq = f32x4.mul(f32x4.mul(h, s), f32x4.mul(q, f32x4.sub(one, q)))
    store4(da + o, di, count)
    store4(da + gate + o, df, count)
    store4(da + 2 * gate + o, dg, count)
    store4(da + 3 * gate + o, dq, count)
    store4(dc + o, f32x4.mul(d, f), count)
  }
}

/**
 * The gradients of the gates' sums of all steps, from those of all hidden and cell states. `dh` and
 * `dc` [batch][units] receive the gradients of the initial state.
 *
 * Scratch: 4 (8 ceil(units/8) 4 units + 16 units) bytes.
 */
export function lstmGrad(
  gates: usize,
  recurrent: usize,
  c0: usize,
  cells: usize,
  dhidden: usize,
  dcells: usize,
  dgates: usize,
  dh: usize,
  dc: usize,
  scratch: usize,
  steps: i32,
  batch: i32,
  units: i32,
): void {
  const depth = 4 * units,
    panels = (units + WIDTH - 1) / WIDTH,
    panel = scratch + bytes(panels * WIDTH * depth)
  packTransposed(recurrent, depth, units, scratch)
  const step = bytes(batch * units)
  memory.fill(dh, 0, step)
  memory.fill(dc, 0, step)
  for (let t = steps - 1; t >= 0; t--) {
    const at = <usize>t * step,
      before = t > 0 ? cells + at - step : c0
    for (let b = 0; b < batch; b++) {
      const o = bytes(b * units)
      cellGrad(
        gates + 4 * (at + o),
        dgates + 4 * (at + o),
        before + o,
        cells + at + o,
        dh + o,
        dhidden + at + o,
        dc + o,
        dcells + at + o,
        units,
      )
    }
    memory.fill(dh, 0, step)
    addProduct(dgates + 4 * at, scratch, dh, panel, batch, depth, units)
  }
}
