import type { Queries } from './database/queries.ts'
import type { QuietHours } from './schedule.ts'

/** What holds for the whole fleet, whoever works on it. */
export interface FleetSettings {
  /** Runs that may go on at once, over all machines. */
  atMost?: number
  quietHours?: QuietHours
}

export async function readSettings({ query }: Queries): Promise<FleetSettings> {
  const rows = await query<{ name: string; value: unknown }>('SELECT name, value FROM bitewing.setting')
  return Object.fromEntries(rows.map(({ name, value }) => [name, value])) as FleetSettings
}

/** Keeps settings; those that are null are given up, and those that are not there stay. */
export async function keepSettings(
  { query }: Queries,
  settings: { [Name in keyof FleetSettings]?: FleetSettings[Name] | null },
): Promise<void> {
  for (const [name, value] of Object.entries(settings)) {
    if (value === null) await query('DELETE FROM bitewing.setting WHERE name = $1', [name])
    else if (value !== undefined) {
      await query(
        'INSERT INTO bitewing.setting VALUES ($1, $2::json) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
        [name, JSON.stringify(value)],
      )
    }
  }
}
