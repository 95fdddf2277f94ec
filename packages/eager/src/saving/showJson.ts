import { canonical } from './canonical.js'

/** The first 80 characters of some data as JSON, for errors. */
export const showJson = (value: unknown): string => {
  const text = value === undefined ? 'none' : canonical(value)
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}
