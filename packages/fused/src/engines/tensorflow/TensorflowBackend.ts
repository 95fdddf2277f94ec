/** An attribute of an operation. */
export interface Attribute {
  readonly name: string
  readonly type: number
  readonly value: boolean | number | string | readonly number[]
}

/** A tensor of the backend; `id` is that of TensorFlow's tensor. */
export interface Entry {
  shape: readonly number[]
  dtype: number
  id: number
  values: unknown
  refCount: number
}

/**
 * The part of TensorFlow.js's `tensorflow` backend (tfjs-node and tfjs-node-gpu) that the engine
 * uses.
 */
export interface TensorflowBackend {
  readonly binding: {
    readonly TF_ATTR_TYPE: number
    readonly TF_ATTR_SHAPE: number
    readonly TF_ATTR_STRING: number
    readonly TF_ATTR_BOOL: number
    readonly TF_ATTR_INT: number
    readonly TF_FLOAT: number
    createTensor(shape: readonly number[], dtype: number, values: Float32Array): number
    deleteTensor(id: number): void
    tensorDataSync(id: number): Float32Array
    executeOp(
      name: string,
      attributes: readonly Attribute[],
      inputs: readonly number[],
      outputs: number,
    ): readonly { readonly id: number }[]
  }
  readonly tensorMap: {
    get(dataId: object): Entry
    set(dataId: object, entry: Entry): void
  }
  getInputTensorIds(tensors: readonly object[]): number[]
  refCount(dataId: object): number
}
