import { escapeText } from '../text/escapeText.js'
import { round } from './round.js'

type Attributes = Readonly<Record<string, string | number | undefined>>

/**
 * An SVG element: numbers are rounded, text is escaped, `undefined` is left out; children are
 * markup.
 */
export const element = (
  name: string,
  attributes: Attributes,
  children?: readonly string[],
): string => {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(
      ([key, value]) =>
        ` ${key}="${typeof value === 'number' ? round(value) : escapeText(String(value))}"`,
    )
    .join('')
  // an HTML element without children needs its end tag, or it stays open
  return children === undefined
    ? `<${name}${written}/>`
    : `<${name}${written}>${children.join('')}</${name}>`
}
