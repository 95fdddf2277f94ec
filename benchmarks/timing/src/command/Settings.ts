/** The settings that all commands share. */
export interface Settings {
  readonly backend: readonly string[]
  readonly only: readonly string[]
  readonly seconds: number
  readonly peers?: boolean
  readonly json?: boolean
}
