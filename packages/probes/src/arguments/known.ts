import { didYouMean, show } from '@momenta/options'

/**
 * Returns options, all of whose names are known.
 *
 * @param names - Each option once.
 * @throws TypeError if they are not an object, or one is unknown: `samSharpness: unknown option 'Rho'; did you mean rho? Options: rho`.
 */
export const known = <O extends object>(
  who: string,
  options: O,
  names: { readonly [N in keyof Required<O>]: true },
): O => {
  const all = Object.keys(names)
  const isRecord =
    typeof options === 'object' &&
    options !== null &&
    !Array.isArray(options) &&
    !ArrayBuffer.isView(options) &&
    !(options instanceof Promise)
  if (!isRecord)
    throw new TypeError(
      `${who}: options must be an object such as { ${all[0]}: … }, got ${show(options)}; options are ${all.join(', ')}`,
    )
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(names, name))
  if (unknown !== undefined)
    throw new TypeError(
      `${who}: unknown option ${show(unknown)}${didYouMean(all, unknown)}${didYouMean(all, unknown) === '' ? ';' : ''} Options: ${all.join(', ')}`,
    )
  return options
}
