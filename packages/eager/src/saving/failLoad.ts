/** Throws a one-line error about data to be loaded; control characters in its names are escaped. */
export const failLoad = (message: string): never => {
  const line = message.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, (c) => JSON.stringify(c).slice(1, -1))
  throw new TypeError(`load: ${line}`)
}
