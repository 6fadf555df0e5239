import { conform } from './conform.ts'

await conform(3)
