import type { NamedAttrMap, TensorInfo } from '@tensorflow/tfjs-core'

/** What a kernel is called with. */
export interface Call {
  readonly inputs: { readonly [name: string]: TensorInfo }
  readonly attrs: NamedAttrMap
}

/** A kernel of one backend; `stock` runs what was registered under its name before, or says that there was nothing. */
export interface Kernel {
  readonly name: string
  readonly run: (call: Call, stock: (call: Call) => TensorInfo) => TensorInfo | TensorInfo[]
}
