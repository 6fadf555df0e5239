/** A module of its own, so that ajv can be loaded when it is needed: bundled CommonJS loses its names in a dynamic import. */
export { Ajv2020 } from 'ajv/dist/2020.js'
