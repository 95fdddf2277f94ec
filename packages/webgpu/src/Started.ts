/** The adapter that computes, as the browser or the driver names it. */
export interface Adapter {
  /** As in `nvidia`. */
  readonly vendor: string
  /** As in `ampere`. */
  readonly architecture: string
  /** The driver or device, if it says. */
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

/** Why WebGPU is not available: the kind of the reason, and one line with the remedy. */
export interface Missing {
  readonly kind: 'adapter' | 'device' | 'dawn' | 'download' | 'support'
  readonly message: string
}

/** A value (`ok` is true), or why there is none. */
export type Result<T> = (T & { readonly ok: true }) | (Missing & { readonly ok: false })

/** Makes a {@link Missing}. */
export const missing = (
  kind: Missing['kind'],
  message: string,
): Missing & { readonly ok: false } => ({ ok: false, kind, message })
