import fc from 'fast-check'

/** Property tests draw the same values in every run; another seed is tried by BITEWING_TEST_SEED. A failure prints the seed. */
fc.configureGlobal({ seed: Number(process.env.BITEWING_TEST_SEED ?? 1) })
