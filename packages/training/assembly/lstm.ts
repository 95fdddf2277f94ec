import { loadPart, sigmoid4, storePart, tanh4 } from './exponential'
import { HEIGHT, multiplyTile, packColumns, packRows, packTransposed, WIDTH } from './tile'

/** out[rows][columns] += left[rows][depth] · packed, the panels of the right factor. */
function addProduct(
  left: usize,
  packed: usize,
  out: usize,
  panel: usize,
  rows: i32,
  depth: i32,
  columns: i32,
): void {
  const from = (<usize>depth) << 2,
    row = (<usize>columns) << 2
  for (let r = 0; r < rows; r += HEIGHT) {
    const count = min(HEIGHT, rows - r)
    packRows(left + <usize>r * from, from, count, depth, panel)
    for (let j = 0; j < columns; j += WIDTH) {
      const o = out + <usize>r * row + ((<usize>j) << 2)
      multiplyTile(
        panel,
        packed + ((<usize>(j * depth)) << 2),
        depth,
        o,
        count > 1 ? o + row : 0,
        count > 2 ? o + 2 * row : 0,
        count > 3 ? o + 3 * row : 0,
        columns - j,
      )
    }
  }
}

/** One step of a row of cells: a holds the sums of the gates i, f, g, o and leaves with their values. */
function cell(a: usize, before: usize, c: usize, h: usize, units: i32): void {
  const bytes = (<usize>units) << 2
  for (let u = 0; u < units; u += 4) {
    const o = (<usize>u) << 2,
      count = min(4, units - u)
    if (count === 4) {
      const i = sigmoid4(v128.load(a + o)),
        f = sigmoid4(v128.load(a + bytes + o))
      const g = tanh4(v128.load(a + 2 * bytes + o)),
        q = sigmoid4(v128.load(a + 3 * bytes + o))
      const next = f32x4.add(f32x4.mul(f, v128.load(before + o)), f32x4.mul(i, g))
      v128.store(a + o, i)
      v128.store(a + bytes + o, f)
      v128.store(a + 2 * bytes + o, g)
      v128.store(a + 3 * bytes + o, q)
      v128.store(c + o, next)
      v128.store(h + o, f32x4.mul(q, tanh4(next)))
    } else {
      const i = sigmoid4(loadPart(a + o, count, 0)),
        f = sigmoid4(loadPart(a + bytes + o, count, 0))
      const g = tanh4(loadPart(a + 2 * bytes + o, count, 0)),
        q = sigmoid4(loadPart(a + 3 * bytes + o, count, 0))
      const next = f32x4.add(f32x4.mul(f, loadPart(before + o, count, 0)), f32x4.mul(i, g))
      storePart(a + o, i, count)
      storePart(a + bytes + o, f, count)
      storePart(a + 2 * bytes + o, g, count)
      storePart(a + 3 * bytes + o, q, count)
      storePart(c + o, next, count)
      storePart(h + o, f32x4.mul(q, tanh4(next)), count)
    }
  }
}

/**
 * h_t, c_t for all steps. `gates` [steps][batch][4 units] holds x_t W + b and leaves with the gates' values; `hidden` and `cells` are
 * [steps][batch][units].
 *
 * Scratch: 4 (4 units (units rounded to panels of 8) + 4 units) bytes.
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
    padded = (columns + WIDTH - 1) / WIDTH,
    panel = scratch + ((<usize>(padded * WIDTH * units)) << 2)
  for (let j = 0; j < padded; j++)
    packColumns(recurrent, units, columns, j * WIDTH, scratch + ((<usize>(j * WIDTH * units)) << 2))
  const row = (<usize>units) << 2,
    step = <usize>batch * row
  let h = h0,
    c = c0
  for (let t = 0; t < steps; t++) {
    const a = gates + <usize>t * 4 * step,
      ht = hidden + <usize>t * step,
      ct = cells + <usize>t * step
    addProduct(h, scratch, a, panel, batch, units, columns)
    for (let b = 0; b < batch; b++) {
      const o = <usize>b * row
      cell(a + 4 * o, c + o, ct + o, ht + o, units)
    }
    h = ht
    c = ct
  }
}

/** One step back of a row of cells: `a` holds the gates and leaves with the gradients of their sums; dc arrives for c_t and leaves for c_{t-1}. */
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
  const bytes = (<usize>units) << 2
  for (let u = 0; u < units; u += 4) {
    const o = (<usize>u) << 2,
      count = min(4, units - u),
      whole = count === 4,
      one = f32x4.splat(1)
    const i = whole ? v128.load(a + o) : loadPart(a + o, count, 0)
    const f = whole ? v128.load(a + bytes + o) : loadPart(a + bytes + o, count, 0)
    const g = whole ? v128.load(a + 2 * bytes + o) : loadPart(a + 2 * bytes + o, count, 0)
    const q = whole ? v128.load(a + 3 * bytes + o) : loadPart(a + 3 * bytes + o, count, 0)
    const s = tanh4(whole ? v128.load(c + o) : loadPart(c + o, count, 0))
    const past = whole ? v128.load(before + o) : loadPart(before + o, count, 0)
    const h = f32x4.add(
      whole ? v128.load(dh + o) : loadPart(dh + o, count, 0),
      whole ? v128.load(dy + o) : loadPart(dy + o, count, 0),
    )
    const d = f32x4.add(
      f32x4.add(
        whole ? v128.load(dc + o) : loadPart(dc + o, count, 0),
        whole ? v128.load(dz + o) : loadPart(dz + o, count, 0),
      ),
      f32x4.mul(f32x4.mul(h, q), f32x4.sub(one, f32x4.mul(s, s))),
    )
    const di = f32x4.mul(f32x4.mul(d, g), f32x4.mul(i, f32x4.sub(one, i)))
    const df = f32x4.mul(f32x4.mul(d, past), f32x4.mul(f, f32x4.sub(one, f)))
    const dg = f32x4.mul(f32x4.mul(d, i), f32x4.sub(one, f32x4.mul(g, g)))
    const dq = f32x4.mul(f32x4.mul(h, s), f32x4.mul(q, f32x4.sub(one, q)))
    const next = f32x4.mul(d, f)
    if (whole) {
      v128.store(da + o, di)
      v128.store(da + bytes + o, df)
      v128.store(da + 2 * bytes + o, dg)
      v128.store(da + 3 * bytes + o, dq)
      v128.store(dc + o, next)
    } else {
      storePart(da + o, di, count)
      storePart(da + bytes + o, df, count)
      storePart(da + 2 * bytes + o, dg, count)
      storePart(da + 3 * bytes + o, dq, count)
      storePart(dc + o, next, count)
    }
  }
}

/**
 * The gradients of the gates' sums for all steps, from those of all hidden and cell states. `dh` and `dc` [batch][units] leave with the gradients of the
 * first state.
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
    panel = scratch + ((<usize>(panels * WIDTH * depth)) << 2)
  for (let j = 0; j < panels; j++)
    packTransposed(
      recurrent,
      depth,
      units,
      j * WIDTH,
      scratch + ((<usize>(j * WIDTH * depth)) << 2),
    )
  const row = (<usize>units) << 2,
    step = <usize>batch * row
  memory.fill(dh, 0, step)
  memory.fill(dc, 0, step)
  for (let t = steps - 1; t >= 0; t--) {
    const at = <usize>t * step,
      before = t > 0 ? cells + at - step : c0
    for (let b = 0; b < batch; b++) {
      const o = <usize>b * row
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
