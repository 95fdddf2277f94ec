const named: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
])

/**
 * A text as one line: control characters and line separators are escaped as JSON escapes them. A message that quotes a
 * file's text, a name or an argument stays one line, and sends nothing to the terminal but its characters.
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
