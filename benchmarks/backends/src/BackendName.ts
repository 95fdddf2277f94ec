/** The backends that can be started. */
export const backends = ['wasm', 'cpu', 'tensorflow', 'tensorflow-gpu', 'webgpu'] as const

/** The name of a backend. */
export type BackendName = (typeof backends)[number]

/** What an option `--backend` takes: a backend, or the fastest one of the machine. */
export const backendChoices = [...backends, 'auto'] as const

/** A value of such an option. */
export type BackendChoice = (typeof backendChoices)[number]

/** Whether a backend computes on a device that one process should have for itself. */
export const isGpu = (backend: BackendName | undefined): boolean =>
  backend === 'webgpu' || backend === 'tensorflow-gpu'
