import type { Choice, Contender, Work } from '../tasks/Task.js'

/** What a work of the MNIST tasks is about. */
export interface Config {
  readonly contender: Contender
  readonly backend: string
  readonly epochs: number
  readonly batch: number
  readonly images: number
  readonly validation: number
}

interface Size {
  readonly epochs: number
  readonly images: number
  readonly validation: number
}

/** What sets one MNIST task apart from another. */
export interface Variant {
  readonly name: string
  readonly title: string
  readonly sizes: { readonly [preset in Choice['preset']]: Size }
  readonly contenders: readonly Contender[]
  /** Curves for so few contenders as can be told apart. */
  readonly curves: boolean
}

/** The config of a finished or planned work. */
export const configOf = ({ config }: Work): Config => config as unknown as Config
