import { element } from '../svg/element.js'
import { escapeText } from '../text/escapeText.js'

// btoa takes one byte a character
const base64 = (text: string): string =>
  btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''))

// what a figure can show of a number, at half the length
const rounded = (_: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(7)) : value

/** A link that saves data as JSON, with numbers of 7 significant digits. */
export const dataLink = (name: string, data: unknown): string =>
  element(
    'a',
    {
      class: 'download',
      download: `${name}.json`,
      href: `data:application/json;base64,${base64(JSON.stringify(data, rounded) ?? 'null')}`,
    },
    [escapeText(`Data of ${name} (JSON)`)],
  )
