/** Why WebGPU is not available: the kind of the reason, and one line with the remedy. */
export interface Missing {
  readonly kind: 'adapter' | 'device' | 'dawn' | 'download' | 'support'
  readonly message: string
}

/** Makes a {@link Missing}. */
export const missing = (
  kind: Missing['kind'],
  message: string,
): Missing & { readonly ok: false } => ({ ok: false, kind, message })
