const named: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
])

/**
 * A text as one line: control characters and line separators are escaped as in JSON, so that a
 * message that quotes a file, a name or an argument sends no control characters to the terminal.
 *
 * @example
 * import { oneLine } from '@momenta/bench-results'
 *
 * oneLine('base: must be known, got a\nb') // => "base: must be known, got a\\nb"
 */
export const oneLine = (text: string): string =>
  text.replace(
    /[\p{Cc}\u2028\u2029]/gu,
    (c) => named.get(c) ?? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
