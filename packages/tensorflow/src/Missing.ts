/** Why TensorFlow is not available: the kind of the reason, and one line with the remedy. */
export interface Missing {
  readonly kind:
    | 'backend'
    | 'busy'
    | 'compiler'
    | 'download'
    | 'npm'
    | 'platform'
    | 'python'
    | 'room'
    | 'set-up'
    | 'version'
    | 'write'
  readonly message: string
}

/** Makes a {@link Missing}. */
export const missing = (kind: Missing['kind'], message: string): Missing => ({ kind, message })
