import { spawnSync } from 'node:child_process'
import { agrees } from './agrees.js'

// Others for each commit, and the same again for the same commit; those of no commit where there is no repository.
const { stdout } = spawnSync('git', ['rev-parse', '--short=7', 'HEAD'], { encoding: 'utf8' })
const commit = Number.parseInt(stdout, 16)
const first = Number.isSafeInteger(commit) ? commit : 3

for (const seed of [first, first + 1]) agrees(seed)
