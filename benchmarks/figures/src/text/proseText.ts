import { escapeText } from './escapeText.js'

/** What a line must not break within: an option of a command, a share, a sign with its value. */
const whole = /((?<![\p{L}\d-])--[a-z][\w-]*|[\d.]+ %|(?<!\p{L})\p{L}[₀-₉]? = [\d.]+)/u

/** Escapes a text for a paragraph of HTML, in which options, shares and settings stay whole. */
export const proseText = (text: string): string =>
  text
    .split(new RegExp(whole, 'gu'))
    .map((part, i) =>
      i % 2 === 0 ? escapeText(part) : `<span class="whole">${escapeText(part)}</span>`,
    )
    .join('')
