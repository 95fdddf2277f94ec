import { type BackendName, selectBackend, startBackend } from '@momenta/bench-training'

let disable = (): void => {}

/**
 * Selects a backend as TensorFlow.js comes, whatever an earlier job of this thread enabled.
 *
 * @throws Error with one line if the backend is not available.
 */
export const startPlain = async (name: BackendName): Promise<void> => {
  disable()
  disable = () => {}
  await selectBackend(name)
}

/**
 * Selects a backend with its kernels for training.
 *
 * @throws Error with one line if the backend is not available.
 */
export const startTraining = async (name: BackendName): Promise<void> => {
  disable = await startBackend(name)
}
