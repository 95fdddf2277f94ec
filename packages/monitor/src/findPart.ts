import {
  type Host,
  hostOf,
  type PartState,
  type Role,
  type State,
  type Transform,
} from '@momenta/core'

/** A part of a chain with its state and its position. */
export interface FoundPart {
  readonly index: number
  readonly state: PartState<unknown>
  /** Its host state, without that of the combinators around it. */
  readonly host: Host
}

/** Finds the first part that has one of the given roles. */
export const findPart = (
  transform: Transform,
  state: State<unknown>,
  ...wanted: readonly Role[]
): FoundPart | undefined => {
  const index = transform.findIndex(({ role }) => role !== undefined && wanted.includes(role))
  const [description, part] = [transform[index], state.parts[index]]
  return description === undefined || part === undefined
    ? undefined
    : { index, state: part, host: hostOf(description, part.host) }
}
