const entities = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

const textOf = (html) =>
  html
    .replace(/<a class="header-anchor"[\s\S]*?<\/a>/, '')
    .replace(/<[^>]*>/g, '')
    .replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => entities[name])
    .replace(/\u200b/g, '')
    .trim()

/**
 * The headings of a built page, for the search of a site that is opened from a folder: the title,
 * the heading and the address of each, from the root of the site.
 */
export const headingsIn = (file, html) => {
  const found = [...html.matchAll(/<h([123]) id="([^"]*)"[^>]*>([\s\S]*?)<\/h\1>/g)].map(
    ([, level, id, text]) => ({ level, id, heading: textOf(text) }),
  )
  const title = found.find(({ level }) => level === '1')?.heading
  if (title === undefined) return []
  return found.map(({ level, id, heading }) => ({
    title,
    heading,
    file: level === '1' ? file : `${file}#${id}`,
  }))
}
