import type { TensorInfo } from '@tensorflow/tfjs-core'

/** Tensors of these names. */
export type Inputs<Name extends string = string, T extends TensorInfo = TensorInfo> = {
  readonly [name in Name]: T
}

/** The arguments of a kernel. */
export interface Call<I = object, A = object> {
  readonly inputs: I
  readonly attrs: A
}

/** A kernel of one backend. */
export interface Kernel<I = object, A = object> {
  readonly name: string
  /**
   * `stock` runs the kernel that was registered under this name before; it throws if there was
   * none.
   */
  run(call: Call<I, A>, stock: (call: Call) => TensorInfo): TensorInfo | TensorInfo[]
}
