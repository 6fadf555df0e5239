import { alikeWhere, recentEveryday, undisturbedWarnings } from '../premises.ts'
import { everyRead, shows } from '../rule.ts'
import { agreement } from '../shown-clauses.ts'

/** Health by the age of the last sync. */
export const rules = {
  /** "Last sync was recent (within the last 10 minutes) – the connection is working normally." */
  'INBOX-HEALTH-01': shows(
    'INBOX-HEALTH-01',
    ['connecting', 'everyday', 'outage', 'refusal', 'limits'],
    ['INBOX-HEALTH-03', ...alikeWhere.polled],
  ),

  /** "Last sync is outdated – the connection may need attention". */
  'INBOX-HEALTH-02': shows('INBOX-HEALTH-02', ['outage'], ['INBOX-SHOW-03', ...alikeWhere.polled]),

  /** "…a connection issue is reported after 4 hours of outage as IOS vendor portals may have temporary outages". */
  'INBOX-HEALTH-03': shows('INBOX-HEALTH-03', ['outage'], [recentEveryday, ...alikeWhere.polled]),

  /** "…a connection issue is reported after 4 hours of outage": a hub that does not poll knows of none, which INBOX-CASE-04 leans on. */
  'INBOX-HEALTH-04': shows('INBOX-HEALTH-04', ['outage'], [undisturbedWarnings, ...alikeWhere.down, 'INBOX-CASE-04']),

  /** "…as IOS vendor portals may have temporary outages": they end. */
  'INBOX-HEALTH-05': shows('INBOX-HEALTH-05', ['outage'], ['INBOX-HEALTH-01', 'INBOX-HEALTH-02', 'INBOX-LIMIT-02'], {
    nothing: ['INBOX-HEALTH-06'],
  }),

  /** "Last sync was recent (within the last 10 minutes)": as long as the vendor answers, it is. */
  'INBOX-HEALTH-06': shows(
    'INBOX-HEALTH-06',
    ['everyday', 'outage', 'refusal', 'limits'],
    ['INBOX-AUTH-04', 'INBOX-LOGIN-04', 'INBOX-LOGIN-06', 'INBOX-LIMIT-04'],
  ),

  /** "The page helps users quickly identify whether the integration is healthy." */
  'INBOX-HEALTH-07': everyRead({
    leansOn: ['INBOX-SHOW-04'],
    judge: ({ calls }) => agreement(calls),
    byReads: ({ calls }) => agreement(calls),
  }),
}
