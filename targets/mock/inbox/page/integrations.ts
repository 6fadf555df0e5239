import { html } from 'hono/html'
import { plural } from '../../../../engine/words.ts'
import type { AccountAnswer, InboxAnswer, Vendor, WarningAnswer } from '../model.ts'
import { VENDORS } from '../vendors.ts'
import { document, type Html } from './layout.ts'

/** What the Scanner Inbox Integrations page shows. */
export interface Integrations {
  companyId: string
  /** The time of the page, in milliseconds since 1970. */
  at: number
  inboxes: InboxAnswer[]
  account: AccountAnswer
  /** The vendors that can be connected. */
  free: Vendor[]
  /** Why what the user asked for was refused. */
  refusal: string | undefined
}

const STATES: Record<string, string> = {
  'authorization-pending': 'Authorization pending',
  connected: 'Connected',
  'authorization-expired': 'Authorization expired',
  'credentials-invalid': 'Credentials invalid',
  paused: 'Paused',
}

const HEALTH: Record<string, string> = {
  healthy: 'Working normally',
  attention: 'May need attention',
  issue: 'Connection issue',
}

export function integrationsPage(shown: Integrations): Html {
  const { companyId, inboxes, account, free, refusal } = shown
  const { usedBytes, limitBytes } = account.storage
  return document(
    'Scanner Inbox Integrations',
    html`<h1>Scanner Inbox Integrations</h1>
<p class="soft">Company ${companyId} · ${plural(account.credits, 'credit')} · ${gigabytes(usedBytes)} of ${gigabytes(limitBytes)} GB storage used</p>
${refusal === undefined ? '' : html`<div class="warning" role="alert"><p>${refusal}</p></div>`}
${inboxes.length === 0 ? html`<p>No scanner inbox is connected yet.</p>` : html`<ul class="inboxes">${inboxes.map((inbox) => card(inbox, shown))}</ul>`}
${free.length === 0 ? '' : connectForms(companyId, free)}`,
  )
}

function card(inbox: InboxAnswer, { at }: Integrations): Html {
  const { inboxId, vendor, name, state, health, warning, lastSuccessfulSync } = inbox
  return html`<li class="card" data-inbox="${inboxId}" data-vendor="${vendor}" aria-labelledby="name-${inboxId}">
<div class="head"><h2 id="name-${inboxId}">${name}</h2><span class="health ${health}">${HEALTH[health] ?? health}</span></div>
<dl>
<dt>Vendor</dt><dd data-field="vendor">${VENDORS[vendor]?.name ?? vendor}</dd>
<dt>State</dt><dd data-field="state">${STATES[state] ?? state}</dd>
<dt>Last successful sync</dt><dd data-field="last-sync">${lastSuccessfulSync ? moment(lastSuccessfulSync, at) : 'Not yet'}</dd>
</dl>
${warning ? warningNote(warning, at) : ''}
${actions(inbox)}
</li>`
}

const warningNote = ({ message, action, since }: WarningAnswer, at: number): Html =>
  html`<div class="warning" data-field="warning">
<p><strong>Warning: ${message}</strong></p>
<p>What to do: ${action}</p>
<p class="soft">Since ${moment(since, at)}</p>
</div>`

function actions({ companyId, inboxId, connectionType, authorizationUrl, name }: InboxAnswer): Html {
  const path = `/companies/${encodeURIComponent(companyId)}/integrations/${inboxId}`
  return html`${authorizationUrl ? html`<p><a href="${authorizationUrl}">Continue to the login page of ${name}</a></p>` : refresh()}
<form method="post" action="${path}/disconnect"><button class="plain" aria-label="Disconnect ${name}">Disconnect</button></form>`

  // With the name of the inbox, buttons can be told apart when they are read one after the other.
  function refresh(): Html {
    return connectionType === 'login'
      ? html`<form method="post" action="${path}/credentials">${loginFields()}<button aria-label="Update credentials of ${name}">Update credentials</button></form>`
      : html`<form method="post" action="${path}/sign-in"><button aria-label="Sign in again to ${name}">Sign in again</button></form>`
  }
}

function connectForms(companyId: string, free: Vendor[]): Html {
  const path = `/companies/${encodeURIComponent(companyId)}/integrations`
  return html`<section class="card" aria-labelledby="connect">
<h2 id="connect">Connect an inbox</h2>
${free.map(
  (vendor) => html`<form method="post" action="${path}">
<input type="hidden" name="vendor" value="${vendor}">
${VENDORS[vendor].connectionType === 'login' ? loginFields() : ''}
<button>Connect ${VENDORS[vendor].name}</button>
</form>`,
)}
</section>`
}

const loginFields = (): Html => html`<label>User name <input name="username" autocomplete="off" required></label>
<label>Password <input name="password" type="password" autocomplete="off" required></label>`

const gigabytes = (bytes: number): string => (bytes / 1e9).toLocaleString('en', { maximumFractionDigits: 1 })

/** A date and time for people, and how long ago that was. */
function moment(time: string, at: number): Html {
  const instant = new Date(time)
  const written = instant.toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' })
  return html`<time datetime="${time}">${written} UTC</time> <span class="soft">(${ago(at - instant.getTime())})</span>`
}

function ago(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000)
  if (minutes < 1) return 'less than a minute ago'
  if (minutes < 60) return `${plural(minutes, 'minute')} ago`
  return `${plural(Math.floor(minutes / 60), 'hour')} ago`
}
