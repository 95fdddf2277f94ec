/** The adapter that computes, as the browser or the driver names it. */
export interface Adapter {
  /** As in `nvidia`. */
  readonly vendor: string
  /** As in `ampere`. */
  readonly architecture: string
  /** As in `nvidia-h200`; empty in browsers that hide it. */
  readonly device: string
  /** The driver, if it says, else the device. */
  readonly description: string
  /** Whether it computes on the processor, such as SwiftShader or lavapipe: slower than wasm. */
  readonly isSoftware: boolean
}

/** A WebGPU backend that was started. */
export interface Webgpu {
  readonly backend: 'webgpu'
  readonly adapter: Adapter
  /**
   * Frees the device and removes the backend; all tensors on it are lost. In Node the process ends
   * only after it.
   */
  readonly stop: () => void
}
