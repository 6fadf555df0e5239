import type { Io } from '../io.ts'

/** Whether progress can be drawn over and over. */
export const onTerminal = ({ stderr, env }: Io): boolean => stderr.isTTY === true && !env.CI && env.TERM !== 'dumb'
