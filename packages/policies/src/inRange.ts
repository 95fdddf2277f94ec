/** Throws unless the option is a number that the test accepts. */
export const inRange = (
  who: string,
  name: string,
  value: number,
  says: string,
  holds: (n: number) => boolean,
): void => {
  if (typeof value !== 'number')
    throw new TypeError(`${who}: ${name} ${says}, got ${JSON.stringify(value)}`)
  if (!holds(value)) throw new RangeError(`${who}: ${name} ${says}, got ${value}`)
}
