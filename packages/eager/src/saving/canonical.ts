/** JSON with the keys of records sorted, so that equal data give equal text. */
export const canonical = (value: unknown): string => {
  if (Object.is(value, -0)) return '-0'
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  const record = value as { readonly [name: string]: unknown }
  const inner = Object.keys(record)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonical(record[name])}`)
  return `{${inner.join()}}`
}
