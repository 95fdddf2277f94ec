/** A change as its author wrote it, without the commit: a changelog is for users. */
const getReleaseLine = async ({ summary }) =>
  `- ${summary
    .trim()
    .split('\n')
    .map((line, i) => (i === 0 || line === '' ? line : `  ${line}`))
    .join('\n')}`

/** The packages of momenta that a release needs in a new version, in one line. */
const getDependencyReleaseLine = async (_changesets, dependencies) =>
  dependencies.length === 0
    ? ''
    : `- With ${dependencies.map(({ name, newVersion }) => `\`${name}\` ${newVersion}`).join(', ')}.`

export default { getReleaseLine, getDependencyReleaseLine }
