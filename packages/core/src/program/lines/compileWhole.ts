import { emitLines } from '../wasm/emitLines.js'
import { runLineKernel } from '../wasm/runLineKernel.js'
import { wgslLines } from '../wgsl/wgslLines.js'
import { costsOf } from './costsOf.js'
import { javascriptLines } from './javascriptLines.js'
import { linesOf } from './linesOf.js'
import { runPasses } from './runPasses.js'
import type { WholeCompiler } from './WholeCompiler.js'

/** The compiler that parts of whole leaves carry. */
export const compileWhole: WholeCompiler = {
  linesOf: linesOf as WholeCompiler['linesOf'],
  run: runPasses,
  costsOf,
  javascript: javascriptLines,
  wgsl: wgslLines,
  wasm: { emit: emitLines, run: runLineKernel },
}
