import { provesFaults } from './support/opus-drilled.ts'

// Slots that are taken, outages, lost answers, refusals.
provesFaults(/-(23|24|25|26|29)$/)
