import { html } from 'hono/html'
import type { Employee } from '../model.ts'
import { document, type Html } from './layout.ts'

/** Where the mock is told who looks at it: a hub of one's own would ask for a login. */
export const welcomePage = (employees: readonly Employee[]): Html =>
  document(
    'Scanner inbox hub',
    html`<h1>Scanner inbox hub</h1>
<p>A mock with simulated vendors. Choose who you are.</p>
<ul class="inboxes">${employees.map(
      ({ companyId, token }) => html`<li class="card"><form method="post" action="/integrations/session">
<input type="hidden" name="token" value="${token}"><button>Continue as ${token} of ${companyId}</button></form></li>`,
    )}</ul>`,
  )
