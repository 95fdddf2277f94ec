/** The kernels of `assembly/`; all arguments are numbers: byte offsets first, then sizes. */
export interface Simd {
  readonly [kernel: string]: (...args: readonly number[]) => void
}
