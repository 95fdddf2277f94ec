import { renderToString } from 'katex'

const render = (tex, displayMode) =>
  `<span v-pre>${renderToString(tex, { displayMode, throwOnError: true })}</span>`

/** `$`, code, `$` in a row are one formula. */
const joinFormulas = (children) => {
  const isDollar = (token, at) => token?.type === 'text' && token.content.at(at) === '$'
  for (const [i, token] of children.entries()) {
    const [before, after] = [children[i - 1], children[i + 1]]
    if (token.type !== 'code_inline' || !isDollar(before, -1) || !isDollar(after, 0)) continue
    token.type = 'math_inline'
    before.content = before.content.slice(0, -1)
    // a browser may break the line before a mark that is not in the formula
    const mark = /^[.,;:)]/.exec(after.content.slice(1))?.[0] ?? ''
    if (mark !== '') token.content += `\\text{${mark}}`
    after.content = after.content.slice(1 + mark.length)
  }
}

/**
 * Equations as GitHub shows them too: blocks of code in the language `math`, and code between
 * dollars, both in TeX.
 */
export const mathPlugin = (md) => {
  const { fence } = md.renderer.rules
  md.renderer.rules.fence = (tokens, i, ...rest) =>
    tokens[i].info.trim() === 'math'
      ? `<div class="equation" tabindex="0">${render(tokens[i].content, true)}</div>\n`
      : fence(tokens, i, ...rest)
  md.renderer.rules.math_inline = (tokens, i) => render(tokens[i].content, false)
  md.core.ruler.push('formulas', ({ tokens }) => {
    for (const { children } of tokens) if (children !== null) joinFormulas(children)
  })
}
