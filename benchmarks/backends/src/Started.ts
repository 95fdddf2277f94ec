import type { BackendName } from './BackendName.js'

/** A backend that was started. */
export interface Started {
  readonly backend: BackendName
  /** What computes: the adapter of WebGPU, the graphics card, or the processor. */
  readonly device: string
}
