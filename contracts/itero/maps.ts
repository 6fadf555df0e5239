import { MatchersV3 } from '@pact-foundation/pact'
import { type IteroInteraction, MAPS } from './provider.ts'

const { eachLike, number, regex, string } = MatchersV3

/** Names compare without regard to case or runs of white space. */
const PROCEDURES = [
  'Study Model - iRecord',
  'Study Model',
  'Invisalign',
  'Implant Planning',
  'Fixed Restorative',
  'Denture/Removable',
  'Appliance',
]
const anyCase = (text: string) =>
  text.replace(/[a-z]/gi, (letter) => `[${letter.toUpperCase()}${letter.toLowerCase()}]`).replaceAll(' ', '\\s+')

/** note, caseType and type may be null, which no matcher of Pact's can say beside "a string": a client is not to need them. */
export const maps: IteroInteraction[] = [
  {
    description: 'the available procedure maps',
    given: [],
    requirements: [
      'ITERO-AUTH-07',
      'ITERO-CODE-01',
      'ITERO-MAPS-01',
      'ITERO-MAPS-02',
      'ITERO-MAPS-03',
      'ITERO-MAPS-05',
      'ITERO-MAPS-07',
    ],
    request: { method: 'GET', path: MAPS },
    answer: {
      status: 200,
      body: {
        procedureMaps: eachLike({
          procedureMapId: number(30),
          description: string('Fixed Restorative'),
          procedure: regex(`^\\s*(${PROCEDURES.map(anyCase).join('|')})\\s*$`, 'Fixed Restorative'),
          sendTo: regex('^(restoLab|orthoLab|chairside|midc_only|N/A)$', 'restoLab'),
        }),
      },
    },
    call: (client) => client.GET(MAPS),
  },
]
