import type { Declared } from './Option.js'

/** A value for each option that must be given: its example. */
export const exampleOf = (options: Declared): { readonly [name: string]: unknown } =>
  Object.fromEntries(
    Object.entries(options)
      .filter(([, { presence }]) => presence === 'required')
      .map(([name, { example }]) => [name, example()]),
  )
