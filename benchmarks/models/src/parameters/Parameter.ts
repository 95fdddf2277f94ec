/** How the first value of a parameter is drawn. */
export type Initialization =
  | { readonly kind: 'normal'; readonly deviation: number }
  /** Uniform in [−bound, bound]. */
  | { readonly kind: 'uniform'; readonly bound: number }
  | { readonly kind: 'constant'; readonly value: number }

/** A parameter before it has numbers: its shape and its initialization. */
export interface Parameter {
  readonly shape: readonly number[]
  readonly initialization: Initialization
}

/** Parameters by name, nested as the layers are. */
export interface Parameters {
  readonly [name: string]: Parameter | Parameters
}

/** Whether a node is a parameter and not a record of them. */
export const isParameter = (node: Parameter | Parameters): node is Parameter =>
  Array.isArray(node.shape)
