import { AsyncLocalStorage } from 'node:async_hooks'

const asking = new AsyncLocalStorage<string>()

/**
 * Does something for a requirement: whatever is sent meanwhile, however deep below, is sent for it. So no probe hands its
 * ID on, and what several rules share is sent for the one that asked first.
 */
export const askedBy = <Result>(requirement: string, task: () => Result): Result => asking.run(requirement, task)

/** The requirement that is asking; `''` where none is. */
export const askingRequirement = (): string => asking.getStore() ?? ''
