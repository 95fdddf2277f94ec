import { type TensorInfo, util } from '@tensorflow/tfjs-core'

/** One uniform of a program. */
export interface Uniform {
  readonly type: string
  readonly data: number[]
}

/** The part of a program of TensorFlow.js that its uniforms depend on. */
export interface Sized {
  readonly outputShape: number[]
  /** Whether the number of elements is a uniform. */
  readonly size?: boolean
  readonly outputComponent?: number
}

/**
 * The uniforms of a program, in TensorFlow.js's order.
 *
 * @param tensors - The inputs, then the output.
 * @param more - Those of the program itself.
 */
export const uniformsOf = (
  { size, outputShape, outputComponent = 1 }: Sized,
  tensors: readonly TensorInfo[],
  more: readonly Uniform[],
): readonly Uniform[] => {
  const integers = (data: number[]): Uniform => ({ type: 'int32', data })
  return [
    { type: 'float32', data: [Number.NaN] },
    { type: 'float32', data: [Number.POSITIVE_INFINITY] },
    ...tensors.flatMap(({ shape }) => [integers([...shape]), integers(util.computeStrides(shape))]),
    ...(size ? [integers([util.sizeFromShape(outputShape) / outputComponent])] : []),
    ...more,
  ]
}

/** A text of all that decides the uniforms of a program. */
export const keyOf = (
  { size, outputShape, outputComponent }: Sized,
  tensors: readonly TensorInfo[],
  more: readonly Uniform[],
): string => {
  let key = size ? `${outputShape.join()}/${outputComponent ?? 1}` : ''
  for (const { shape } of tensors) key += `;${shape.join()}`
  for (const { type, data } of more) {
    key += `|${type}`
    // as text -0 and 0 are the same
    for (const n of data) key += ` ${Object.is(n, -0) ? '-0' : n}`
  }
  return key
}
