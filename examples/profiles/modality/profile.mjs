import { defineProfile } from 'bitewing/profile'

/**
 * A profile from outside, whole: the intraoral modality API by which imaging software finds sensors and takes X-rays with
 * them (published under the MIT licence by Dentsply Sirona). Try it on its own mock, and see that it is sound:
 *
 *   npx bitewing run ./node_modules/bitewing/examples/profiles/modality/profile.mjs
 *   npx bitewing profile check ./node_modules/bitewing/examples/profiles/modality/profile.mjs
 */
export default defineProfile({
  name: 'modality',
  title: 'Intraoral modality API',
  requirements: './requirements.yaml',
  settings: {
    type: 'object',
    required: ['user', 'password'],
    properties: {
      user: { type: 'string', description: 'User of Basic authentication' },
      password: { type: 'string', writeOnly: true, description: 'Their password' },
    },
  },
  phases: ['acquiring', 'deleting'],
  experiments: () => import('./experiments.mjs').then(({ experiments }) => experiments),
  rules: () => import('./rules.mjs').then(({ rules }) => rules),
  sign: () => ({ method: 'GET', path: '/devices' }),
  mock: () => import('./mock.mjs').then(({ mock }) => mock),
})
