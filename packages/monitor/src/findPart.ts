import {
  type Description,
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
  /** The part itself, without the combinators around it. */
  readonly description: Description
  readonly state: PartState<unknown>
  /** Its host state, without that of the combinators around it. */
  readonly host: Host
}

const unwrapped = (description: Description): Description =>
  description.wraps === undefined ? description : unwrapped(description.wraps)

/** Finds the part that has one of the given roles; undefined if there is none, or several. */
export const findPart = (
  transform: Transform,
  state: State<unknown>,
  ...wanted: readonly Role[]
): FoundPart | undefined => {
  const isWanted = ({ role }: Description) => role !== undefined && wanted.includes(role)
  const index = transform.findIndex(isWanted)
  const [description, part] = [transform[index], state.parts[index]]
  return description === undefined || part === undefined || transform.filter(isWanted).length > 1
    ? undefined
    : {
        index,
        description: unwrapped(description),
        state: part,
        host: hostOf(description, part.host),
      }
}

/**
 * The current value of a hyperparameter; 0 if the part declares none of that name, undefined if its
 * value is not in the state, as that of a schedule.
 */
export const hyperOf = ({ description, state }: FoundPart, name: string): number | undefined =>
  state.hyper[name] ?? (description.hyper[name] === undefined ? 0 : undefined)
