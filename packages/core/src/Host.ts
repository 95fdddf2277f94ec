/** What a part of an optimizer remembers as plain JSON: counts, keys, flags. */
export type Host =
  | number
  | string
  | boolean
  | null
  | readonly Host[]
  | { readonly [name: string]: Host }
