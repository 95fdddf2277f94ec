import type { Host, PartState, State, Transform } from '@momenta/core'

/** A part of a chain with its state, and where it stands. */
export interface Part {
  readonly name: string
  readonly index: number
  readonly state: PartState<unknown>
}

/** The first part of one of some names. */
export const partNamed = (
  transform: Transform,
  state: State<unknown>,
  ...names: readonly string[]
): Part | undefined => {
  const index = transform.findIndex(({ name }) => names.includes(name))
  const part = state.parts[index]
  return part === undefined
    ? undefined
    : { name: transform[index]?.name as string, index, state: part }
}

/** The number of steps in a host state; combinators may have wrapped it. */
export const countIn = (host: Host): number =>
  typeof host === 'number' ? host : countIn((host as { readonly inner: Host }).inner)
