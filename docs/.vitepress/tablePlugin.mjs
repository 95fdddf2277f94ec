/** The indices of the tokens of each table. */
const tablesIn = (tokens) => {
  const opens = [...tokens.keys()].filter((i) => tokens[i].type === 'table_open')
  return opens.map((from) => {
    const length = tokens.slice(from).findIndex(({ type }) => type === 'table_close')
    return tokens.slice(from, from + length)
  })
}

/** The text of a heading of a column, for labels: the code without its marks. */
const textOf = ({ children }) => (children ?? []).map(({ content }) => content).join('')

const isNumeric = (tokens) =>
  tokens.some((token) => token.type === 'td_open' && /right/.test(token.attrGet('style') ?? ''))

/** Gives each cell the heading of its column, which a phone shows before it. */
const labelCells = (tokens, heads) => {
  let column = 0
  for (const token of tokens) {
    if (token.type === 'tr_open') column = 0
    if (token.type !== 'td_open') continue
    if (column > 0 && heads[column] !== '') token.attrSet('data-label', heads[column])
    column += 1
  }
}

/**
 * Tables that can be read on a phone: one of text has there a paragraph for each row (`stacked` in
 * theme.css), one of numbers is scrolled, by keyboard too.
 */
export const tablePlugin = (md) => {
  // VitePress's own rule leaves the attributes out
  md.renderer.rules.table_open = (tokens, i, options, _, self) =>
    self.renderToken(tokens, i, options)
  md.core.ruler.push('tables', ({ tokens }) => {
    for (const table of tablesIn(tokens)) {
      table[0].attrSet('tabindex', '0')
      const heads = table.flatMap(({ type }, i) =>
        type === 'th_open' ? [textOf(table[i + 1])] : [],
      )
      if (!isNumeric(table)) {
        table[0].attrJoin('class', 'stacked')
        if (heads.length > 2) labelCells(table, heads)
      }
      // an empty cell is no heading of a column
      for (const [i, token] of table.entries())
        if (token.type === 'th_open' && table[i + 1].content === '')
          token.tag = table[i + 2].tag = 'td'
    }
  })
}
