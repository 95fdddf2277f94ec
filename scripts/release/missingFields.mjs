const wanted = {
  repository: 'the address of the git repository, such as https://github.com/OWNER/NAME.git',
  homepage: 'the address of the page of the project, such as https://github.com/OWNER/NAME#readme',
  bugs: 'the address where problems are reported, such as https://github.com/OWNER/NAME/issues',
}

/**
 * What is missing in the root manifest for a release: a line for each of `repository`, `homepage`
 * and `bugs` that is empty, with the line of the file to fill in.
 */
export const missingFields = (text) => {
  const manifest = JSON.parse(text)
  const lines = text.split('\n')
  return Object.entries(wanted).flatMap(([name, what]) => {
    const value = manifest[name]
    if (typeof value === 'string' && URL.canParse(value)) return []
    const at = lines.findIndex((line) => line.startsWith(`  "${name}":`)) + 1
    const problem =
      at === 0 ? 'is missing' : value === '' ? 'is empty' : 'must be an address in a string'
    return [`package.json:${at === 0 ? 2 : at}: "${name}" ${problem}: fill in ${what}`]
  })
}
