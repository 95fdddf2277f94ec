import { product } from '../product.js'
import type { Stream } from '../Stream.js'
import type { LinePass, LineProgram } from './LineProgram.js'

/** The arrays or tensors of a pass, in its order. */
export interface LineRow<L> {
  readonly loads: readonly L[]
  readonly stores: readonly L[]
  readonly reductions: readonly L[]
}

/** How passes run on a leaf. */
export interface LineHost<L> {
  readonly allocate: (shape: readonly number[], size: number) => L
  /** The tensor of a stream, which must have a shape. */
  readonly load: (stream: Stream, shape: readonly number[]) => L
  readonly run: (pass: LinePass, row: LineRow<L>) => void
}

/** Runs the passes of a program on a leaf; returns its values. */
export const runPasses = <L>(
  { passes, values: shapes }: LineProgram,
  { allocate, load, run }: LineHost<L>,
): readonly L[] => {
  const values = shapes.map((shape) => allocate(shape, product(shape)))
  const at = ({ value }: { readonly value: number }): L => values[value] as L
  for (const pass of passes)
    run(pass, {
      loads: pass.loads.map(({ source, shape }) =>
        source.kind === 'value' ? at(source) : load(source.stream, shape),
      ),
      stores: pass.stores.map(at),
      reductions: pass.reductions.map(at),
    })
  return values
}
