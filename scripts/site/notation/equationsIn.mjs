import { mathParser } from './mathParser.mjs'
import { mathTokens } from './mathTokens.mjs'

/** Whether a letter alone is a word; none is before a comma. */
const isWord = (tokens, text) =>
  tokens.length === 1 && /^[aAI]$/.test(tokens[0].value) && text[tokens[0].end] !== ','
const isMath = (tokens, text) =>
  !isWord(tokens, text) &&
  tokens.some(
    ({ kind, value }, i) =>
      ['letter', 'script', 'index', 'relation', 'operator', 'half'].includes(kind) ||
      /^[√∛Σ±‖⟨]$/.test(value) ||
      (value === '/' && tokens[i - 1].kind === 'word'),
  )

/**
 * The parts of a docstring's text in their order: text, and formulas with their TeX for a line
 * (`inline`) and for a block (`block`; that of an equation has `&` before its relation). What is
 * not in the notation of the docstrings stays text.
 */
export const equationsIn = (given) => {
  // letters and their accents are two characters
  const text = given.normalize('NFD')
  const tokens = mathTokens(text).filter(({ kind }) => kind !== 'space')
  const parse = mathParser(tokens)
  const parts = []
  let end = 0
  for (let i = 0; i < tokens.length; ) {
    const found = parse(i)
    const span = tokens.slice(i, found?.next ?? i + 1)
    i += span.length
    if (found === undefined || !isMath(span, text)) continue
    const from = span[0].at
    if (from > end) parts.push({ text: text.slice(end, from).normalize('NFC') })
    end = span.at(-1).end
    const { tex, rows } = found
    const isEquation = rows !== undefined
    parts.push({
      inline: tex(true),
      block: isEquation ? rows() : `&${tex(false)}`,
      isEquation,
      length: span.length,
    })
  }
  return end < text.length ? [...parts, { text: text.slice(end).normalize('NFC') }] : parts
}
