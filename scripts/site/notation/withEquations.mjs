import { equationsIn } from './equationsIn.mjs'

const inline = ({ inline: tex }) => `$\`${tex}\`$`
const block = (rows) =>
  `\`\`\`math\n\\begin{aligned}\n${rows.map(({ block: tex }) => tex).join(' \\\\\n')}\n\\end{aligned}\n\`\`\``

const isFormula = ({ text }) => text === undefined

/** From this many signs on, an equation between two punctuation marks has a line of its own. */
const long = 8

/** Whether text goes on with the formula before it. */
const goesOn = (text) => /^ (?:o[rf]\b|[−+·=] )/.test(text)

/** Whether a formula stands by itself: after a colon, or as a long equation between marks. */
const isBlock = (parts, i) => {
  const [before, part, after] = [parts[i - 1]?.text ?? '.', parts[i], parts[i + 1]?.text ?? '.']
  if (!isFormula(part) || part.length < 3 || goesOn(after)) return false
  if (/:\s+$/.test(before)) return part.isEquation || /^\s*([.;]|$)/.test(after)
  return part.isEquation && part.length >= long && /[.;,]\s*$/.test(before) && /^[.;,]/.test(after)
}

/** Whether a mark and an equation follow, which belongs below the one before. */
const isRow = (parts, i) => {
  const [mark, part, after] = [parts[i]?.text ?? '', parts[i + 1], parts[i + 2]?.text ?? '.']
  if (part === undefined || !part.isEquation || goesOn(after)) return false
  return /^;\s*$/.test(mark) || (/^,\s*$/.test(mark) && part.length >= long && /^[.;]/.test(after))
}

/** Text after a block, without the mark that the block replaces. */
const after = (parts) => {
  const [first = {}, second] = parts
  const mark = /^\s*([.,;:]?)\s*/.exec(first.text ?? '')
  const rest = [{ text: (first.text ?? '').slice(mark[0].length) }, ...parts.slice(1)]
  const isCondition = mark[1] === ',' && rest[0].text === '' && second?.isEquation
  return isCondition ? [{ text: 'with ' }, ...rest.slice(1)] : rest
}

const lineOf = (parts, markdown) =>
  parts.map((part) => (isFormula(part) ? inline(part) : markdown(part.text))).join('')

/** The text with all its formulas inside the lines. */
export const withFormulas = (text, markdown) => lineOf(equationsIn(text), markdown)

/**
 * Paragraphs of Markdown of a docstring's paragraph: its equations in blocks of TeX, short formulas
 * inside the lines.
 *
 * @param markdown - What makes Markdown of the text between formulas.
 */
export const withEquations = (text, markdown) => {
  let parts = equationsIn(text)
  const paragraphs = []
  const flush = (list) => {
    const line = lineOf(list, markdown).trim()
    if (line !== '') paragraphs.push(line)
  }
  for (;;) {
    const from = parts.findIndex((_, i) => isBlock(parts, i))
    if (from < 0) {
      flush(parts)
      return paragraphs
    }
    let to = from + 1
    while (isRow(parts, to)) to += 2
    flush(parts.slice(0, from))
    paragraphs.push(block(parts.slice(from, to).filter(isFormula)))
    parts = after(parts.slice(to))
  }
}
