import { bytes } from '../bytes'
import { WIDTH } from '../tile/multiplyTile'
import { packColumns } from '../tile/packColumns'
import { sigmoid4, tanh4 } from '../vector/exponential'
import { load4, store4 } from '../vector/part'
import { addProduct } from './addProduct'

/**
 * One step of one row of cells. `a` holds the sums of the gates i, f, g, o and is overwritten with
 * the gates' values.
 */
function cell(a: usize, before: usize, c: usize, h: usize, units: i32): void {
  const gate = bytes(units)
  for (let u = 0; u < units; u += 4) {
    const o = bytes(u),
      count = units - u
    const i = sigmoid4(load4(a + o, count)),
      f = sigmoid4(load4(a + gate + o, count)),
      g = tanh4(load4(a + 2 * gate + o, count)),
      q = sigmoid4(load4(a + 3 * gate + o, count))
    const next = f32x4.add(f32x4.mul(f, load4(before + o, count)), f32x4.mul(i, g))
    store4(a + o, i, count)
    store4(a + gate + o, f, count)
    store4(a + 2 * gate + o, g, count)
    store4(a + 3 * gate + o, q, count)
    store4(c + o, next, count)
    store4(h + o, f32x4.mul(q, tanh4(next)), count)
  }
}

/**
 * h_t, c_t of all steps. `gates` [steps][batch][4 units] holds x_t W + b and is overwritten with
 * the gates' values; `hidden` and `cells` are [steps][batch][units].
 *
 * Scratch: 4 (8 ceil(4 units/8) units + 4 units) bytes.
 */
export function lstm(
  gates: usize,
  recurrent: usize,
  h0: usize,
  c0: usize,
  hidden: usize,
  cells: usize,
  scratch: usize,
  steps: i32,
  batch: i32,
  units: i32,
): void {
  const columns = 4 * units,
    panels = (columns + WIDTH - 1) / WIDTH,
    panel = scratch + bytes(panels * WIDTH * units)
  packColumns(recurrent, units, columns, scratch)
  const step = bytes(batch * units)
  let h = h0,
    c = c0
  for (let t = 0; t < steps; t++) {
    const a = gates + <usize>t * 4 * step,
      ht = hidden + <usize>t * step,
      ct = cells + <usize>t * step
    addProduct(h, scratch, a, panel, batch, units, columns)
    for (let b = 0; b < batch; b++) {
      const o = bytes(b * units)
      cell(a + 4 * o, c + o, ct + o, ht + o, units)
    }
    h = ht
    c = ct
  }
}
