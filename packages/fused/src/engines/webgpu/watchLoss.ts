/** Errors of a device that is lost. */
export interface Loss {
  /** Throws if the device is known to be lost, where WebGPU does nothing without a word. */
  readonly check: () => void
  /** Waits for a result, and explains the error of a read that was aborted. */
  readonly explain: <T>(result: T | Promise<T>) => Promise<T>
}

const lost = (cause?: unknown): Error =>
  new Error(
    'fused: the WebGPU device must live while steps are taken, got one that was lost or stopped; the iterate is unchanged, but its tensors were on the device: call startWebgpu again and load a checkpoint',
    { cause },
  )

/** Watches whether a device is lost. */
export const watchLoss = (device: GPUDevice): Loss => {
  let isLost = false
  void device.lost.then(() => {
    isLost = true
  })
  const check = (): void => {
    if (isLost) throw lost()
  }
  return {
    check,
    explain: async (result) => {
      try {
        return await result
      } catch (error) {
        // a read ends so, without a message, when the device is lost
        if (error instanceof Error && error.name === 'AbortError') throw lost(error)
        throw error
      }
    },
  }
}
