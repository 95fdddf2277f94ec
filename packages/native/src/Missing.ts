/** Why TensorFlow cannot be had here: what is missing, and one line that says so with the remedy. */
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

/** A {@link Missing} of its parts. */
export const missing = (kind: Missing['kind'], message: string): Missing => ({ kind, message })
