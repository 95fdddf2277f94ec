/** Says in one line what is wrong with data that are to be loaded, whatever names stand in them. */
export const failLoad = (says: string): never => {
  const line = says.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, (c) => JSON.stringify(c).slice(1, -1))
  throw new TypeError(`load: ${line}`)
}
