/** Where a pact that contradicts a requirement is found. */
export type Check =
  /** In the request: its headers, path, query and body. */
  | 'request'
  /** In what the pact's words and states say of the request. */
  | 'words'
  /** In the status that is expected. */
  | 'status'
  /** In the body and the headers that are expected. */
  | 'answer'
  /** In the pact's interactions together. */
  | 'pact'

/** Why no pact can contradict a requirement. */
const APART = 'It compares two answers, and an interaction has one.'
const ABSENT = 'It has an answer leave something out, which no pact can expect of a list but by its whole.'

const every = (check: Check, prefix: string, ...numbers: number[]): Record<string, { check: Check }> =>
  Object.fromEntries(numbers.map((number) => [`${prefix}-${String(number).padStart(2, '0')}`, { check }]))
const none = (reason: string, ...ids: string[]): Record<string, { none: string }> =>
  Object.fromEntries(ids.map((id) => [id, { none: reason }]))
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, nth) => from + nth)

/** For each requirement of each register: what finds a pact that contradicts it, or why there is none. */
export const coverage = {
  itero: {
    ...every('request', 'ITERO-AUTH', 1, 4, 8),
    ...every('words', 'ITERO-AUTH', 2, 3, 5, 6),
    ...every('status', 'ITERO-AUTH', 7, 9),
    ...every('status', 'ITERO-CODE', 1, 2),
    ...every('answer', 'ITERO-CODE', 3, 5),
    ...every('request', 'ITERO-CODE', 4),
    ...every('request', 'ITERO-REQ', ...range(1, 9)),
    ...every('status', 'ITERO-OPT', ...range(1, 5)),
    ...every('request', 'ITERO-TYPE', ...range(1, 9)),
    ...every('status', 'ITERO-GENDER', 1),
    ...every('request', 'ITERO-GENDER', 2),
    ...every('status', 'ITERO-DOB', 1, 2),
    ...every('request', 'ITERO-DOB', 3, 4, 5),
    ...every('request', 'ITERO-MAP', 1),
    ...every('status', 'ITERO-MAP', 2),
    ...every('request', 'ITERO-ACC', 1, 2),
    ...every('status', 'ITERO-LAB', 1, 2, 6, 7, 8),
    ...every('request', 'ITERO-LAB', 3, 4, 5, 9, 10, 11, 12),
    ...every('answer', 'ITERO-RESP', 1, 2, 3, 4, 8),
    ...every('pact', 'ITERO-RESP', 5, 6, 7),
    ...every('status', 'ITERO-RX', 1, 11, 13, 19),
    ...every('words', 'ITERO-RX', 2),
    ...every('request', 'ITERO-RX', ...range(3, 10), 12, 14, 15),
    ...every('answer', 'ITERO-RX', 16, 18),
    ...every('pact', 'ITERO-RX', 17),
    ...every('answer', 'ITERO-MAPS', ...range(1, 11)),
    ...none(APART, 'ITERO-MAPS-12'),
    ...every('status', 'ITERO-RATE', 1, 3, 5, 6, 7, 8),
    ...every('pact', 'ITERO-RATE', 2, 4),
  },
  opus: {
    ...every('request', 'OPUS-KEY', 1, 3, 4, 5, 6, 7, 9),
    ...every('words', 'OPUS-KEY', 2),
    ...every('status', 'OPUS-KEY', 8),
    ...every('request', 'OPUS-CT', 1),
    ...every('status', 'OPUS-CODE', 1, 2, 6),
    ...every('answer', 'OPUS-CODE', 3, 4),
    ...every('request', 'OPUS-CODE', 5),
    ...every('status', 'OPUS-PAT', 1, 9, 18),
    ...every('request', 'OPUS-PAT', ...range(2, 5), 7, 8, ...range(11, 16)),
    ...every('words', 'OPUS-PAT', 6, 17),
    ...every('answer', 'OPUS-PAT', 10, 19, 20),
    ...every('status', 'OPUS-BOOK', 1, 3, 19, 25),
    ...every('answer', 'OPUS-BOOK', 2, 4),
    ...every('request', 'OPUS-BOOK', ...range(5, 8), ...range(10, 15), 20, 21, 22),
    ...every('words', 'OPUS-BOOK', 9, 16, 17, 23, 24, 26, 28),
    ...none(ABSENT, 'OPUS-BOOK-18'),
    ...none(APART, 'OPUS-BOOK-27'),
    ...every('status', 'OPUS-CLINIC', 1, 2, 3, 4, 6),
    ...every('answer', 'OPUS-CLINIC', 7),
    ...every('words', 'OPUS-CLINIC', 8),
    ...none(APART, 'OPUS-CLINIC-05', 'OPUS-CLINIC-09', 'OPUS-CLINICIAN-05', 'OPUS-CLINICIAN-07'),
    ...every('status', 'OPUS-CLINICIAN', 1, 2, 3, 4, 6),
    ...every('status', 'OPUS-TREAT', ...range(1, 4)),
    ...none(APART, 'OPUS-TREAT-05', 'OPUS-TREAT-06'),
    ...every('words', 'OPUS-FILTER', 1),
    ...every('request', 'OPUS-FILTER', 2, 3),
    ...every('status', 'OPUS-SLOT', 1, 8, 9, 13, 17, 25),
    ...every('request', 'OPUS-SLOT', 2, 3, 11, 18, 19, 20, 26),
    ...every('answer', 'OPUS-SLOT', 4, 5, 6, 7, 14, 15, 16, 22, 23),
    ...every('words', 'OPUS-SLOT', 12),
    ...none(APART, 'OPUS-SLOT-10', 'OPUS-SLOT-21'),
    ...none(
      'A pact that expects the slot, or does not, is right: which slots there are is the provider’s.',
      'OPUS-SLOT-24',
    ),
    ...every('answer', 'OPUS-SHAPE', ...range(1, 4)),
    ...every('status', 'OPUS-DOWN', 1, 7, 8),
    ...every('words', 'OPUS-DOWN', ...range(2, 6)),
  },
  inbox: {
    ...every('status', 'INBOX-CONN', 1, 3, 4, 5, 8),
    ...every('words', 'INBOX-CONN', 2, 6),
    ...every('request', 'INBOX-CONN', 7, 9),
    ...none('It is about two requests at the same time, and a pact has them one after the other.', 'INBOX-CONN-10'),
    ...every('answer', 'INBOX-SHOW', 1, 3, 4, 5),
    ...every('status', 'INBOX-SHOW', 2),
    ...every('answer', 'INBOX-AUTH', 1, 3, 6),
    ...every('status', 'INBOX-AUTH', 2, 4),
    ...every('request', 'INBOX-AUTH', 5),
    ...every('answer', 'INBOX-LOGIN', 1, 3, 5),
    ...every('words', 'INBOX-LOGIN', 2, 6),
    ...every('status', 'INBOX-LOGIN', 4),
    ...every('answer', 'INBOX-HEALTH', ...range(1, 6)),
    ...none('It compares a time with the answer’s own Date, which a pact does not know.', 'INBOX-HEALTH-07'),
    ...every('answer', 'INBOX-PUSH', 1, 2, 3),
    ...every('status', 'INBOX-PUSH', 4),
    ...every('request', 'INBOX-PUSH', 5),
    ...every('answer', 'INBOX-LIMIT', ...range(1, 5)),
    ...every('status', 'INBOX-CASE', 1),
    ...every('answer', 'INBOX-CASE', 2, 3),
    ...none(
      'It compares an inbox with another one that is interrupted, and an interaction reads one of them.',
      'INBOX-CASE-04',
    ),
    ...every('answer', 'INBOX-HTTP', 1, 2),
  },
} satisfies Record<string, Readonly<Record<string, { check: Check } | { none: string }>>>
