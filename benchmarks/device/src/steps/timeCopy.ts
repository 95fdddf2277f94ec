import * as tf from '@tensorflow/tfjs-core'
import { timeSequence } from './timeSequence.js'

const threads = 256

const code = `
@group(0) @binding(0) var<storage, read> from_: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read_write> to: array<vec4<f32>>;
@compute @workgroup_size(${threads})
fn main(@builtin(global_invocation_id) id: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>) {
  let i = id.x + id.y * groups.x * ${threads}u;
  if (i < arrayLength(&to)) { to[i] = from_[i]; }
}`

/** Records a copy by a shader: some drivers copy buffers at a fraction of the bandwidth. */
const shaderCopy = (device: GPUDevice, from: GPUBuffer, to: GPUBuffer, size: number) => {
  const compute = { module: device.createShaderModule({ code }), entryPoint: 'main' }
  const pipeline = device.createComputePipeline({ layout: 'auto', compute })
  const entries = [from, to].map((buffer, binding) => ({ binding, resource: { buffer } }))
  const group = device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries })
  const workgroups = Math.ceil(size / 16 / threads)
  const rows = Math.ceil(workgroups / device.limits.maxComputeWorkgroupsPerDimension)
  return (encoder: GPUCommandEncoder): void => {
    const pass = encoder.beginComputePass()
    pass.setPipeline(pipeline)
    pass.setBindGroup(0, group)
    pass.dispatchWorkgroups(Math.ceil(workgroups / rows), rows)
    pass.end()
  }
}

/**
 * Milliseconds of a copy that reads and writes `bytes` in total: between buffers of the device, by
 * its command or by a shader, whichever is faster; between arrays in memory for other backends.
 *
 * @throws Error if the device cannot allocate or bind the buffers.
 */
export const timeCopy = async (bytes: number, seconds: number): Promise<number> => {
  const size = 16 * Math.ceil(bytes / 32)
  const { device } = tf.backend() as tf.KernelBackend & { readonly device?: GPUDevice }
  if (device === undefined) {
    const [from, to] = [new Uint8Array(size).fill(1), new Uint8Array(size)]
    return (await timeSequence(() => to.set(from), seconds)).ms
  }
  const { maxBufferSize, maxStorageBufferBindingSize } = device.limits
  const most = Math.min(maxBufferSize, maxStorageBufferBindingSize)
  if (size > most)
    throw new Error(`timeCopy: a buffer must have at most ${most} bytes, got ${size}`)
  const { COPY_SRC, COPY_DST, STORAGE } = GPUBufferUsage
  const make = () => device.createBuffer({ size, usage: COPY_SRC | COPY_DST | STORAGE })
  const [from, to] = [make(), make()]
  const measure = async (record: (encoder: GPUCommandEncoder) => void): Promise<number> => {
    const copy = () => {
      const encoder = device.createCommandEncoder()
      record(encoder)
      device.queue.submit([encoder.finish()])
    }
    return (await timeSequence(copy, seconds / 2)).ms
  }
  try {
    return Math.min(
      await measure((encoder) => encoder.copyBufferToBuffer(from, 0, to, 0, size)),
      await measure(shaderCopy(device, from, to, size)),
    )
  } finally {
    from.destroy()
    to.destroy()
  }
}
