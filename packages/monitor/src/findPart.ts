import type { Description, Host, PartState, State, Transform } from '@momenta/core'

/** What a monitor recognises in a chain. */
export type PartRole = 'momentum' | 'adam' | 'scaling' | 'learningRate'

/** A part of a chain with its state and its position. */
export interface FoundPart {
  readonly index: number
  readonly state: PartState<unknown>
}

const roles: { readonly [name: string]: PartRole } = {
  ema: 'momentum',
  scaleByAdam: 'adam',
  scaleByNu: 'scaling',
  scaleByLearningRate: 'learningRate',
}

/**
 * The role of a part, undefined for parts that a monitor does not know. The only place where parts
 * are recognised.
 */
export const roleOf = ({ name }: Pick<Description, 'name'>): PartRole | undefined =>
  Object.hasOwn(roles, name) ? roles[name] : undefined

/** Finds the first part that has one of the given roles. */
export const findPart = (
  transform: Transform,
  state: State<unknown>,
  ...wanted: readonly PartRole[]
): FoundPart | undefined => {
  const index = transform.findIndex((part) => wanted.some((role) => role === roleOf(part)))
  const part = state.parts[index]
  return part === undefined ? undefined : { index, state: part }
}

/** The number of steps in a host state, which combinators may have wrapped. */
export const stepsIn = (host: Host): number =>
  typeof host === 'number' ? host : stepsIn((host as { readonly inner: Host }).inner)
