/** A picture alone in its paragraph is a figure, which a phone scrolls: by keyboard too. */
export const figurePlugin = (md) => {
  md.core.ruler.push('figures', ({ tokens }) => {
    for (const [i, { children }] of tokens.entries()) {
      if (children?.length !== 1 || children[0].type !== 'image') continue
      if (tokens[i - 1].type !== 'paragraph_open') continue
      tokens[i - 1].attrSet('class', 'figure')
      tokens[i - 1].attrSet('tabindex', '0')
    }
  })
}
