import type { decodeFile } from './decodeFile.js'

/** What there is to say of a decoded file, one line each: its bad lines, its torn end. */
export const notesOf = (
  name: string,
  { bad, torn }: Pick<ReturnType<typeof decodeFile>, 'bad' | 'torn'>,
): readonly string[] => [
  ...bad
    .slice(0, 1)
    .map(
      ({ line, reason }) =>
        `results: ${name}: passed over ${bad.length} bad line${bad.length === 1 ? '' : 's'}, first line ${line}, ${reason}.`,
    ),
  ...(torn > 0
    ? [`results: ${name}: passed over an unfinished line of ${torn} bytes at its end.`]
    : []),
]
