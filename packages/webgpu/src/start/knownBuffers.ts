/**
 * Creates buffers whose size and usage are properties of their own. TensorFlow.js reads both
 * whenever it frees a tensor, and in Node each read is a call of the implementation, 0.2 to 0.7 μs.
 */
export const knownBuffers = (device: GPUDevice): Pick<GPUDevice, 'createBuffer'> => ({
  createBuffer: (descriptor) => {
    const { size, usage } = descriptor
    return Object.defineProperties(device.createBuffer(descriptor), {
      size: { value: size },
      usage: { value: usage },
    })
  },
})
