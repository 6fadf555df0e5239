import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normalised } from '../engine/fingerprint.ts'

const OTHER_RUN: [what: string, one: string, other: string][] = [
  [
    'an excerpt of JSON that was cut off',
    'no header: 200 with {"orderId":70000023,"patientGuid":"ec7684c6-8a42-423b-916a-c652a47db84c","rxGuid":"5bd79596-5ac6-4e…',
    'no header: 200 with {"orderId":7,"orderCode":"HG1Z12","patientGuid":"ac96a4d0-afc0-4c16-9b66-151e2a0ff62f","rx…',
  ],
  [
    'a list of objects',
    'a wrong key: 200 with [{"BookingID":90001,"Patient":{"FirstName":"Jerel; or so","LastNa…',
    'a wrong key: 200 with [{"BookingID":7,"Patient":{"FirstName":"Ö \\" ]","LastName":"Towne"}}]',
  ],
  ['IDs of letters and digits', 'bwmwrnu5zn004n020 is listed 2 times', 'bwmwrnu3f002n001 is listed 3 times'],
  [
    'GUIDs',
    'clinic 17-a087eaf3-00b3-49c9-8706-c4ebfb2627fd: 200',
    'clinic 18-f7e79d2b-47f6-4630-9ce3-01f0b8829f5c: 200',
  ],
  ['numbers of exchanges', 'a patient (opus-0329)', 'a patient (opus-w007)'],
  ['dates and times', '2026-12-01T08:00:00 is listed', '2027-02-01 is listed'],
  ['instants', 'at 2026-12-01T08:00:00.123Z', 'at 2027-01-31T23:59:59+01:00'],
  ['personal numbers', 'the answer is 1952-2-29-0002', 'the answer is 1991-12-30-2386'],
  ['durations', 'refused after 58.2 s', 'refused after 1 min 3 s'],
  ['counts', '705 inboxes were read', '3 inboxes were read'],
  ['counts of one', '1 inbox was read, 1 of 2 entries', '3 inboxes were read, 2 of 1 entry'],
  ['counts with separators', '1,445 slots in 5 of 7 months', '9 slots in 1 of 2 months'],
  ['origins of URLs', 'GET http://127.0.0.1:4010/a', 'GET https://hub.example/a'],
  ['e-mail addresses', 'patient-1@example.test was kept', 'b.c+d@mail.example was kept'],
  [
    'the order of what was tried',
    'a second 3shape: 201; a second itero: 201',
    'a second itero: 201; a second 3shape: 201',
  ],
  ['how many of a kind there were', 'null: 200; null: 200; and 4 more', 'null: 200'],
  ['how many were like one', 'null: 200 (and 4 alike); 7: 200', '7: 200; null: 200'],
]

const OTHER_ANSWER: [what: string, one: string, other: string][] = [
  ['the status', 'labId null: 200 with {"orderId":1}', 'labId null: 201 with {"orderId":1}'],
  ['the status of a list', '400, 401 or 403', '400, 401 or 404'],
  ['a status without a body', 'labId null: 500 without a body', 'labId null: 503 without a body'],
  ['the kind of body', 'a wrong key: 200 with {"a":1}', 'a wrong key: 200 with [{"a":1}]'],
  ['the first key', '200 with {"orderId":1}', '200 with {"error":1}'],
  ['what was tried', 'labId null: 200', 'labId left out: 200'],
  ['one thing more', 'labId null: 200', 'labId null: 200; labId left out: 200'],
  ['none where there were some', '2 inboxes are left', '0 inboxes are left'],
  ['an empty list', '200 with []', '200 with [1]'],
  ['a requirement', 'leans on INBOX-CONN-02', 'leans on INBOX-CONN-03'],
  ['a vendor with a digit', '3shape is listed', 'shining-3d is listed'],
]

describe('what a target answered', () => {
  test.each(OTHER_RUN)('is the same whatever %s the run had', (_, one, other) => {
    expect(normalised(one)).toBe(normalised(other))
  })

  test.each(OTHER_ANSWER)('is another one by %s', (_, one, other) => {
    expect(normalised(one)).not.toBe(normalised(other))
  })

  test('takes a number with something after it for a number, and a name for a name', () => {
    expect(normalised('treatmentID 26abc: 400; vendor 3shape: 400')).toBe('treatmentID #abc: 400; vendor 3shape: 400')
  })

  test('reads as words', () => {
    expect(
      normalised('gender left out: 200 with {"orderId":70000014,"c":"6AYS…; chart SYN-0001: 400 after 12 ms'),
    ).toBe('chart <id>: 400 after <duration>; gender left out: 200 with {"orderId"…')
  })
})

/** Texts of what messages are made of, in any order. */
const message = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '; ',
        ': ',
        '…',
        '{"a":',
        '"}',
        '[',
        ']',
        '{}',
        ' with ',
        ' 404',
        '200 ',
        'and 3 more',
        '-',
        '#',
        '<id>',
      ),
      fc.uuid(),
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
      fc.integer().map(String),
      fc.string({ maxLength: 8 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''))

test('a fingerprint has itself for its fingerprint', () => {
  fc.assert(
    fc.property(message, (text) => {
      expect(normalised(normalised(text))).toBe(normalised(text))
    }),
  )
})

test('one line of 5 MB is told as fast as a short one', () => {
  const began = performance.now()
  for (const unit of ['x', 'a-', 'a@', '{"', '1.', '; ']) normalised(unit.repeat(5_000_000 / unit.length))
  expect(performance.now() - began).toBeLessThan(2_000)
})
