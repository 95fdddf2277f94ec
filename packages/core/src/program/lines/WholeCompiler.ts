import type { Rounding } from '../Rounding.js'
import type { runLineKernel } from '../wasm/runLineKernel.js'
import type { LineShader } from '../wgsl/wgslLines.js'
import type { LineCost } from './costsOf.js'
import type { LineFunction, LinePass, LineProgram } from './LineProgram.js'
import type { LineHost } from './runPasses.js'

/**
 * How parts of whole leaves are compiled. Such a part carries it, so that bundles without any do
 * not.
 */
export interface WholeCompiler {
  /** The passes of a part for a plan and a shape, as `linesOf`. */
  linesOf(part: object, plan: object, shape: readonly number[]): LineProgram | undefined
  /** Runs the passes of a program on a leaf; returns its values. */
  readonly run: <L>(program: LineProgram, host: LineHost<L>) => readonly L[]
  /** The costs of the passes over the whole leaf. */
  readonly costsOf: (program: LineProgram) => readonly LineCost[]
  /** A pass in JavaScript. */
  readonly javascript: (pass: LinePass, rounding: Rounding) => LineFunction
  /** The shaders of a pass. */
  readonly wgsl: (pass: LinePass) => readonly LineShader[]
  readonly wasm: {
    /** A pass as a WebAssembly module. */
    readonly emit: (pass: LinePass, shared: boolean) => Uint8Array<ArrayBuffer>
    readonly run: typeof runLineKernel
  }
}
