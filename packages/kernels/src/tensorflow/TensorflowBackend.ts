import type { Tensor } from '@tensorflow/tfjs-core'

/** An attribute of an operation. */
export interface Attribute {
  readonly name: string
  readonly type: number
  readonly value: boolean | number | string
}

/** The members of the `tensorflow` backend (tfjs-node, tfjs-node-gpu) that the kernels use. */
export interface TensorflowBackend {
  readonly binding: {
    readonly TF_ATTR_TYPE: number
    readonly TF_ATTR_FLOAT: number
    readonly TF_ATTR_BOOL: number
    readonly TF_ATTR_STRING: number
    readonly TF_FLOAT: number
    readonly TF_INT32: number
    readonly TF_INT64: number
    createTensor(shape: readonly number[], dtype: number, values: Int32Array): number
    deleteTensor(id: number): void
    executeOp(
      name: string,
      attributes: readonly Attribute[],
      inputs: readonly number[],
      outputs: number,
    ): readonly object[]
  }
  getInputTensorIds(tensors: readonly Tensor[]): number[]
  createOutputTensor(metadata: object): Tensor
  executeMultipleOutputs(
    name: string,
    attributes: readonly Attribute[],
    inputs: readonly Tensor[],
    outputs: number,
  ): Tensor[]
}
