import { escapeText } from '../text/escapeText.js'
import { round } from './round.js'

type Attributes = Readonly<Record<string, string | number | undefined>>

/** An SVG element: numbers are rounded, text is escaped, `undefined` is left out; children are markup. */
export const element = (
  name: string,
  attributes: Attributes,
  children: readonly string[] = [],
): string => {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(
      ([key, value]) =>
        ` ${key}="${typeof value === 'number' ? round(value) : escapeText(String(value))}"`,
    )
    .join('')
  return children.length === 0
    ? `<${name}${written}/>`
    : `<${name}${written}>${children.join('')}</${name}>`
}
