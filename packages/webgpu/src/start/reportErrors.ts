import { oneLine } from './oneLine.js'

/**
 * Reports what a device complains of, each once, and that it was lost. Without it the errors of
 * shaders and buffers are silent, and results are zeros.
 */
export const reportErrors = (device: GPUDevice, report: (message: string) => void): void => {
  const reported = new Set<string>()
  device.addEventListener('uncapturederror', ({ error }) => {
    const message = `webgpu: ${oneLine(error.message)}`
    if (reported.has(message)) return
    reported.add(message)
    report(message)
  })
  void device.lost.then(({ reason, message }) => {
    if (reason !== 'destroyed')
      report(
        `webgpu: the device was lost (${oneLine(message) || 'no reason given'}), and with it all tensors on it; call startWebgpu again and load a checkpoint`,
      )
  })
}
