/** Whether a value is a factory that declares its options, rather than what the factory makes. */
export const isFactory = (value: unknown): value is { readonly name: string } => {
  try {
    return (
      typeof value === 'function' &&
      Object.hasOwn(value, 'options') &&
      Object.hasOwn(value, 'example')
    )
  } catch {
    return false
  }
}
