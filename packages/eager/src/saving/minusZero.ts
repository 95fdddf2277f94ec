import { type Host, mapDictionary } from '@momenta/core'

/**
 * Replaces -0, which JSON cannot write, by the string `-0`; strings of the form `-0`, `=-0`, … get
 * one more `=` in front.
 */
export const withoutMinusZero = (host: Host): Host => {
  if (Object.is(host, -0)) return '-0'
  if (typeof host === 'string') return /^=*-0$/.test(host) ? `=${host}` : host
  if (typeof host !== 'object' || host === null) return host
  return Array.isArray(host)
    ? host.map(withoutMinusZero)
    : mapDictionary(host as { readonly [name: string]: Host }, withoutMinusZero)
}

/** Undoes {@link withoutMinusZero}. */
export const withMinusZero = (saved: Host): Host => {
  if (saved === '-0') return -0
  if (typeof saved === 'string') return /^=+-0$/.test(saved) ? saved.slice(1) : saved
  if (typeof saved !== 'object' || saved === null) return saved
  return Array.isArray(saved)
    ? saved.map(withMinusZero)
    : mapDictionary(saved as { readonly [name: string]: Host }, withMinusZero)
}
