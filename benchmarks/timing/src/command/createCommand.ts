import { oneLine } from '@momenta/bench-results'
import { Command, Option } from 'commander'
import { positive } from './parsers.js'
import type { Settings } from './Settings.js'

/** An option whose value is a list; its default is shown as it is written on the command line. */
export const listOption = <A>(
  flags: string,
  description: string,
  parse: (text: string) => readonly A[],
  chosen: readonly A[],
): Option => {
  const option = new Option(flags, description).argParser(parse)
  return option.default(chosen, chosen.join(','))
}

/** A command line with the options that all commands share; errors are one line on stderr. */
export const createCommand = (
  name: string,
  description: string,
  lists: readonly Option[],
  { seconds, peers }: { readonly seconds: number; readonly peers: string },
): Command =>
  lists
    .reduce((command, option) => command.addOption(option), new Command(name))
    .description(description)
    .option('--seconds <n>', 'seconds to measure each row', positive, seconds)
    .option('--peers', peers)
    .option('--json', 'print one JSON object per line instead of a table')
    .configureOutput({
      outputError: (text, write) =>
        write(`${oneLine(text.trimEnd()).replace(/^error: /, `${name}: `)} (see --help)\n`),
    })
    .exitOverride()

/** The settings of a command line. */
export const settingsOf = <S extends Settings>(command: Command, args: readonly string[]): S =>
  command.parse([...args], { from: 'user' }).opts<S>()
