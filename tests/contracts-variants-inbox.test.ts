import { holdsOnEveryVariant } from './support/contract-variants.ts'

holdsOnEveryVariant('inbox')
