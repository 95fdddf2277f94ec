import * as tf from '@tensorflow/tfjs-core'

type Attributes = tf.Conv2DBackpropFilterAttrs & tf.NamedAttrMap

const pairOf = (strides: Attributes['strides']): readonly [number, number] =>
  typeof strides === 'number' ? [strides, strides] : strides

/** Every so many rows and columns of images. */
const takeEvery = (
  x: tf.TensorInfo,
  [rows, columns]: readonly [number, number],
  backend: object,
): tf.TensorInfo =>
  (tf.getKernel('StridedSlice', 'tensorflow') as tf.KernelConfig).kernelFunc({
    inputs: { x },
    backend,
    attrs: {
      ...{ begin: [0, 0, 0, 0], end: x.shape, strides: [1, rows, columns, 1] },
      ...{ beginMask: 0, endMask: 0, ellipsisMask: 0, newAxisMask: 0, shrinkAxisMask: 0 },
    },
  }) as tf.TensorInfo

/** Those that were made here. */
const ours = new WeakSet<tf.KernelFunc>()

/**
 * Computes the gradient for the filter of a strided 1 × 1 convolution as that of one without
 * stride, on the pixels that it reads. oneDNN's own (TensorFlow 2.18) is wrong on some machines:
 * half as large with 4 channels and AVX2, and with one thread it writes past its memory. A second
 * call changes nothing.
 */
export const avoidStridedGradient = (): void => {
  const found = tf.getKernel('Conv2DBackpropFilter', 'tensorflow')
  if (found === undefined || ours.has(found.kernelFunc)) return
  const { kernelFunc: stock } = found
  const kernelFunc: tf.KernelFunc = (call) => {
    const attrs = call.attrs as Attributes
    const strides = pairOf(attrs.strides)
    const [height, width] = attrs.filterShape
    if (height !== 1 || width !== 1 || attrs.dataFormat !== 'NHWC' || Math.max(...strides) === 1)
      return stock(call)
    const x = takeEvery(call.inputs.x as tf.TensorInfo, strides, call.backend)
    try {
      return stock({
        ...call,
        inputs: { ...call.inputs, x },
        attrs: { ...attrs, strides: [1, 1], pad: 'valid' },
      })
    } finally {
      ;(call.backend as tf.KernelBackend).disposeData(x.dataId)
    }
  }
  ours.add(kernelFunc)
  tf.unregisterKernel('Conv2DBackpropFilter', 'tensorflow')
  tf.registerKernel({ ...found, kernelFunc })
}
