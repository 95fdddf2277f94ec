import { canonical } from './canonical.js'

/** Some data as an error shows them: the beginning of their JSON. */
export const shown = (value: unknown): string => {
  const text = value === undefined ? 'none' : canonical(value)
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}
