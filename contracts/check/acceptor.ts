import { dateFormatPattern } from './date-format.ts'
import type { Matcher } from './matching-rules.ts'
import { compileRegex } from './regex.ts'

/** Whether a matcher lets a text through; undefined for one that is not examined. */
export function acceptor(matcher: Matcher): ((text: string) => boolean) | undefined {
  switch (matcher.match) {
    case 'regex': {
      const regex = compileRegex(matcher.regex)
      return regex && ((text) => regex.test(text))
    }
    case 'include':
      return (text) => text.includes(matcher.value)
    case 'notEmpty':
      return (text) => text !== ''
    case 'semver':
      return (text) => /^\d+\.\d+\.\d+/.test(text)
    case 'date':
    case 'time':
    case 'datetime': {
      const pattern = dateFormatPattern(matcher.format || DEFAULT_FORMAT[matcher.match])
      return (text) => pattern.test(text)
    }
    default:
      return undefined
  }
}

const DEFAULT_FORMAT = { date: 'yyyy-MM-dd', time: 'HH:mm:ss', datetime: "yyyy-MM-dd'T'HH:mm:ssXXX" }

/** What a matcher asks of a text. */
export function matcherInWords(matcher: Matcher): string {
  switch (matcher.match) {
    case 'regex':
      return `/${matcher.regex}/`
    case 'include':
      return `a text with ${JSON.stringify(matcher.value)} in it`
    case 'date':
    case 'time':
    case 'datetime':
      return `the ${matcher.match} format ${JSON.stringify(matcher.format || DEFAULT_FORMAT[matcher.match])}`
    default:
      return matcher.match
  }
}
