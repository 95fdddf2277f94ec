import type { Tensors } from '@momenta/bench-models'
import * as tf from '@tensorflow/tfjs-core'

/** An array of numbers as the fixtures hold it. */
export interface Entry {
  readonly shape: number[]
  readonly values: readonly number[]
}
export type Entries = { readonly [path: string]: Entry }

export const tensorOf = ({ shape, values }: Entry): tf.Tensor => tf.tensor([...values], shape)

/** A tree from paths such as `sum/main/conv1/filter`. */
export const treeOf = (paths: readonly string[], leaves: readonly tf.Tensor[]): Tensors => {
  const root: { [name: string]: unknown } = {}
  paths.forEach((path, i) => {
    const names = path.split('/')
    const last = names.pop() as string
    const parent = names.reduce((node, name) => {
      node[name] ??= {}
      return node[name] as typeof root
    }, root)
    parent[last] = leaves[i]
  })
  return root as unknown as Tensors
}

/** The paths of a tree. */
export const pathsOf = (tree: object, at = ''): readonly string[] =>
  Object.entries(tree).flatMap(([name, node]) =>
    node instanceof tf.Tensor || Array.isArray(node.shape)
      ? [`${at}${name}`]
      : pathsOf(node, `${at}${name}/`),
  )

/** The largest distance of two arrays, over the largest of the expected numbers. */
export const distance = (got: tf.Tensor, { values }: Entry): number => {
  const numbers = got.dataSync()
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-3)
  return numbers.length === values.length
    ? values.reduce((far, value, i) => Math.max(far, Math.abs(value - (numbers[i] as number))), 0) /
        largest
    : Number.POSITIVE_INFINITY
}
