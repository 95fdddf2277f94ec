/** Shows the name of a file above its block of code: that in brackets after the language. */
export const filePlugin = (md) => {
  const { fence } = md.renderer.rules
  md.renderer.rules.fence = (tokens, i, ...rest) => {
    const name = /\[([^\]]+)\]/.exec(tokens[i].info)?.[1]
    const title = name === undefined ? '' : `<p class="file"><code>${name}</code></p>\n`
    return title + fence(tokens, i, ...rest)
  }
}
