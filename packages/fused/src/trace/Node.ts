/** What an elementwise operation is called in a body's arithmetic. */
export type Operation =
  | 'add'
  | 'sub'
  | 'mul'
  | 'div'
  | 'max'
  | 'min'
  | 'sqrt'
  | 'abs'
  | 'sign'
  | 'neg'

/** Where a stream of numbers comes from: the updates, gradient and parameters of a leaf, a slot of a part, or an entry that its plan reads. */
export type Stream =
  | { readonly kind: 'u' | 'g' | 'p' }
  | { readonly kind: 'slot'; readonly part: number; readonly name: string }
  | { readonly kind: 'entry'; readonly part: number; readonly index: number }

/** A node of the traced computation. Equal nodes are one object, so what is used twice is computed once. */
export type Node = { readonly id: number } & (
  | { readonly kind: 'stream'; readonly stream: Stream }
  | {
      readonly kind: 'scalar'
      readonly part: number
      readonly name: string
      readonly index: number
    }
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'operation'; readonly operation: Operation; readonly of: readonly Node[] }
)

/** Whether a node has the same value for every element of a leaf. */
export const isUniform = (node: Node): boolean =>
  node.kind === 'operation' ? node.of.every(isUniform) : node.kind !== 'stream'
