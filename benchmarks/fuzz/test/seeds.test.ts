import { agrees } from './agrees.js'

// The same for every commit.
for (const seed of [1, 2]) agrees(seed, { vacuous: 0.02 })
