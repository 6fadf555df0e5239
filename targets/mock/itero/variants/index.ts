import type { Variant } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import { answerVariants } from './answers.ts'
import { assumedVariants } from './assumed.ts'
import { limitVariants } from './limit.ts'
import { mapVariants } from './maps.ts'
import { requestVariants } from './requests.ts'

/** Every liberty that the reading grants, under which nothing may fail. */
export const variants: readonly Variant<Behaviour>[] = [
  ...limitVariants,
  ...answerVariants,
  ...mapVariants,
  ...requestVariants,
  ...assumedVariants,
]
