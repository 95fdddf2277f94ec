import { withEquations, withFormulas } from '../notation/withEquations.mjs'

const plain = (text) =>
  text
    .replace(/\{@link ([^}]+)\}/g, '`$1`')
    .split(/(`[^`]*`)/)
    .map((part, i) =>
      i % 2 === 1
        ? part
        : part
            .replace(/[*_[\]]/g, '\\$&')
            .replace(/</g, '&lt;')
            .replace(/\{\{/g, '{ {'),
    )
    .join('')

const withLinks = (text) =>
  plain(text).replace(/\b\d{4}\.\d{4,5}\b/g, '[$&](https://arxiv.org/abs/$&)')

/**
 * Text of a docstring as Markdown in one line: its formulas are typeset, what else is not code
 * keeps its characters.
 */
export const escaped = (text) => withFormulas(text, plain)

/** The same with the numbers of arXiv as links. */
export const withPapers = (text) => withFormulas(text, withLinks)

/** The same as paragraphs, with the equations in blocks between them. */
export const paragraphsOf = (text) => withEquations(text.replace(/\n/g, ' '), withLinks)

const cell = (text) => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

/** A table; its cells are Markdown. */
export const tableOf = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n')

/** A block of code. */
export const codeOf = (code) => `\`\`\`ts\n${code}\n\`\`\``

/** The first sentence of a text. */
export const firstSentence = (text) => /^[\s\S]*?\.(?=\s|$)/.exec(text)?.[0] ?? text
