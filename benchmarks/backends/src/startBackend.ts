import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { enableTraining } from '@momenta/kernels'
import * as tf from '@tensorflow/tfjs-core'
import type { BackendChoice, BackendName } from './BackendName.js'
import { processor } from './device/processor.js'
import { tensorflowDevice } from './device/tensorflowDevice.js'
import { stopWebgpu, webgpuDevice } from './device/webgpuDevice.js'
import { fastestBackend } from './fastestBackend.js'
import type { Started } from './Started.js'
import type { StartOptions } from './StartOptions.js'

const toStderr = (line: string): void => void process.stderr.write(`${line}\n`)

let disableKernels = (): void => {}

/** Makes a backend available; returns the name of what computes. */
const prepare = async (
  backend: BackendName,
  { oneDnn = true, report = toStderr }: StartOptions,
): Promise<string> => {
  switch (backend) {
    case 'webgpu':
      return (await webgpuDevice(report)).name
    case 'tensorflow':
    case 'tensorflow-gpu':
      return tensorflowDevice(backend === 'tensorflow-gpu', oneDnn)
    default:
      return processor()
  }
}

const select = async (backend: BackendName): Promise<void> => {
  const name = backend === 'tensorflow-gpu' ? 'tensorflow' : backend
  if (tf.getBackend() !== name && !(await tf.setBackend(name)))
    throw new Error(`startBackend: ${backend} does not start here; use --backend wasm`)
  await tf.ready()
}

/**
 * Starts a backend by its name, or the fastest one (`auto`), and makes it the current one. A device
 * is started once per process, until {@link stopBackend}; after an error of it, a new one.
 *
 * @throws Error with one line that names what is missing and the command that installs it.
 */
export const startBackend = async (
  choice: BackendChoice,
  options: StartOptions = {},
): Promise<Started> => {
  tf.enableProdMode()
  const { kernels = true } = options
  const backend = choice === 'auto' ? await fastestBackend() : choice
  const device = await prepare(backend, options)
  disableKernels()
  disableKernels = () => {}
  await select(backend)
  if (kernels) disableKernels = await enableTraining()
  return { backend, device }
}

/** Frees the device of the backend, if it has one; without it the process does not end. */
export const stopBackend = (): void => {
  disableKernels()
  disableKernels = () => {}
  stopWebgpu()
}
