import { plainPage, markupOf as text } from './plain-page.ts'

/** What breaks between two documents, and who of those whose requests are stored does it. */
export interface Compat {
  from: string
  to: string
  breaks: readonly { side: string; operation: string; place: string; what: string; line?: number }[]
  seen: readonly { what: string; operation: string; faults: readonly string[] }[]
}

const OWN_STYLE = `
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .4rem 1rem .4rem 0; border-bottom: 1px solid var(--rule) }
h2 { font: 650 1.25rem / 1.3 var(--sans); margin-top: 2rem }
`

/** What breaks, in a sentence. */
export const compatHeadline = ({ from, to, breaks }: Compat): string => {
  const count = (side: string) => breaks.filter((one) => one.side === side).length
  return `A client that kept ${from} breaks ${count('client')} things of ${to}, a server ${count('server')}`
}

/**
 * What breaks between two documents as one page.
 *
 * @param style the style of report.html
 */
export function compatHtml(compat: Compat, style: string): string {
  const { to, breaks, seen } = compat
  const of = (side: string) =>
    breaks
      .filter((one) => one.side === side)
      .map(({ operation, place, what, line }) => [operation, place, what, line === undefined ? '' : `${to}:${line}`])
  return plainPage({
    title: compatHeadline(compat),
    kind: 'compat',
    about: 'two documents, and what breaks between them',
    style: style + OWN_STYLE,
    main: [
      table('What a client that is as it was does wrong', ['Operation', 'Place', 'What', 'Where'], of('client')),
      table('What a server that is as it was does not do', ['Operation', 'Place', 'What', 'Where'], of('server')),
      table(
        'Requests that are stored, were right and are wrong',
        ['Operation', 'Request', 'What'],
        seen.map(({ operation, what, faults }) => [operation, what, faults.join('; ')]),
      ),
    ].join('\n'),
  })
}

function table(title: string, heads: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return ''
  const cells = (row: readonly string[], tag: string) => row.map((one) => `<${tag}>${text(one)}</${tag}>`).join('')
  return `<section>
<h2>${text(title)} <span class="number">${rows.length}</span></h2>
<table>
<thead><tr>${cells(heads, 'th')}</tr></thead>
<tbody>
${rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('\n')}
</tbody>
</table>
</section>`
}
