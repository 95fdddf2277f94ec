import { loadTensorflow } from '@momenta/tensorflow'
import * as tf from '@tensorflow/tfjs-core'
import { graphicsCard } from './graphicsCard.js'
import { processor } from './processor.js'

/** The part of TensorFlow's backend that tells where it computes. */
interface TensorflowBackend {
  readonly isUsingGpuDevice?: boolean
}

/** Whether TensorFlow, which is loaded, computes on a graphics card. */
export const tensorflowHasGpu = (): boolean =>
  (tf.findBackend('tensorflow') as TensorflowBackend | null)?.isUsingGpuDevice === true

/** Loads TensorFlow, with CUDA or without; returns the name of what computes. */
export const tensorflowDevice = async (gpu: boolean, oneDnn: boolean): Promise<string> => {
  const card = gpu ? graphicsCard() : undefined
  if (gpu && card === undefined)
    throw new Error(
      'startBackend: tensorflow-gpu needs an NVIDIA graphics card and its driver, got none (nvidia-smi finds no card); install the driver, or use --backend tensorflow',
    )
  const loaded = await loadTensorflow({ gpu, oneDnn })
  if (!loaded.ok) throw new Error(loaded.message)
  if (card === undefined) return processor()
  if (!tensorflowHasGpu())
    throw new Error(
      `startBackend: TensorFlow ${loaded.version} must find ${card}, got no device; check that its driver is new enough for CUDA 12, or use --backend tensorflow`,
    )
  return card
}
