// biome-ignore lint/suspicious/noExplicitAny: documents are written as freely as they are found
type Loose = any

const json = (schema: Loose, more: Loose = {}) => ({ content: { 'application/json': { schema, ...more } } })
const ok = (schema: Loose, status = 200) => ({ [status]: { description: 'x', ...json(schema) } })
const text = { type: 'string' }
const id = { type: 'integer', minimum: 1 }
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const inPath = (name: string, schema: Loose = id, more: Loose = {}) => ({
  name,
  in: 'path',
  required: true,
  schema,
  ...more,
})
const inQuery = (name: string, schema: Loose, more: Loose = {}) => ({ name, in: 'query', schema, ...more })
const refused = { 400: { description: 'x' }, 404: { description: 'x' } }

const document = (paths: Loose, more: Loose = {}, openapi = '3.1.0') => ({
  openapi,
  info: { title: 'x', version: '1' },
  paths,
  ...more,
})
const posts = (schema: Loose, more: Loose = {}, openapi = '3.1.0') =>
  document(
    {
      '/things': {
        post: { requestBody: { required: true, ...json(schema) }, responses: { ...ok(schema, 201), ...refused } },
      },
    },
    more,
    openapi,
  )
const gets = (parameters: Loose[], path = '/things', more: Loose = {}) =>
  document(
    { [path]: { get: { parameters, responses: { ...ok({ type: 'object', properties: { a: text } }), ...refused } } } },
    more,
  )
const object = (properties: Loose, required: string[] = [], more: Loose = {}) => ({
  type: 'object',
  properties,
  required,
  ...more,
})

const secured = (schemes: Loose, ...ways: Loose[]) =>
  document(
    Object.fromEntries(
      ways.map((security, nth) => [
        `/way${nth}`,
        { get: { security, responses: { ...ok(object({ a: text })), 401: { description: 'x' } } } },
      ]),
    ),
    { components: { securitySchemes: schemes } },
  )

const pet = object({ kind: { type: 'string', enum: ['cat', 'dog'] }, name: text }, ['kind', 'name'])
const cat = { allOf: [ref('Pet'), object({ lives: { type: 'integer', minimum: 0, maximum: 9 } }, ['lives'])] }
const dog = { allOf: [ref('Pet'), object({ trick: text }, ['trick'])] }

/** Documents of every kind that there is, as small as they can be: a text where it is no JSON. */
export const ODD_DOCUMENTS: Record<string, Loose> = {
  'no paths': { openapi: '3.1.0', info: { title: 'x', version: '1' } },
  'no info, no responses': { openapi: '3.0.3', paths: { '/': { get: {} }, '/x': { post: { responses: {} } } } },
  'webhooks alone': document(
    {},
    { webhooks: { made: { post: { requestBody: json(pet), responses: { 200: { description: 'x' } } } } } },
  ),
  'circular, by every way': posts(ref('Node'), {
    components: {
      schemas: {
        Node: object(
          {
            name: text,
            next: ref('Node'),
            all: { type: 'array', items: ref('Node') },
            by: { type: 'object', additionalProperties: ref('Node') },
          },
          ['name'],
        ),
      },
    },
  }),
  'circular and required': posts(ref('Node'), {
    components: { schemas: { Node: object({ next: ref('Node') }, ['next']) } },
  }),
  'a reference to itself': posts(ref('Node'), { components: { schemas: { Node: ref('Node') } } }),
  'references to nowhere': document({
    '/x': {
      get: { parameters: [{ $ref: '#/components/parameters/none' }], responses: { 200: { $ref: '#/none' } } },
      post: { requestBody: { $ref: '#/none' }, responses: ok(ref('None')) },
    },
  }),
  'a discriminator with mapping': posts(
    {
      oneOf: [ref('Cat'), ref('Dog')],
      discriminator: { propertyName: 'kind', mapping: { cat: '#/components/schemas/Cat', dog: 'Dog' } },
    },
    { components: { schemas: { Pet: pet, Cat: cat, Dog: dog } } },
  ),
  'alternatives that overlap': posts({ oneOf: [object({ a: text }), object({ a: text, b: text })] }),
  'anyOf with null': posts(
    object({ a: { anyOf: [text, { type: 'null' }] }, b: { anyOf: [{ type: 'integer' }, text] } }, ['a']),
  ),
  'nullable in every place': posts(
    object(
      {
        a: { type: 'string', nullable: true },
        b: { allOf: [ref('In')], nullable: true },
        c: { oneOf: [ref('In')], nullable: true },
        d: { enum: ['x'], type: 'string', nullable: true },
      },
      ['a', 'b', 'c', 'd'],
    ),
    { components: { schemas: { In: object({ e: text }, ['e']) } } },
    '3.0.3',
  ),
  'type arrays, const and boolean schemas': posts(
    object({ a: { type: ['string', 'null'] }, b: { const: 'x' }, c: true, d: { type: ['integer', 'string'] } }, [
      'a',
      'b',
    ]),
  ),
  'query parameters of every style': gets([
    inQuery('form', { type: 'array', items: { type: 'integer' }, minItems: 1 }, { required: true }),
    inQuery('comma', { type: 'array', items: text }, { explode: false, required: true, example: ['a', 'b'] }),
    inQuery(
      'space',
      { type: 'array', items: text },
      { style: 'spaceDelimited', explode: false, required: true, example: ['a', 'b'] },
    ),
    inQuery(
      'pipe',
      { type: 'array', items: { type: 'integer' } },
      { style: 'pipeDelimited', explode: false, required: true, example: [1, 2] },
    ),
    inQuery('deep', object({ a: { type: 'integer' }, b: text }, ['a']), {
      style: 'deepObject',
      explode: true,
      required: true,
    }),
    inQuery('flat', object({ c: { type: 'integer' }, d: text }, ['c']), { explode: false, required: true }),
    {
      name: 'json',
      in: 'query',
      required: true,
      content: { 'application/json': { schema: object({ e: { type: 'integer' } }, ['e']) } },
    },
  ]),
  'an exploded object in the query': gets([
    inQuery('filter', object({ c: { type: 'integer' }, d: text }, ['c']), { required: true }),
    inQuery('page', { type: 'integer' }),
  ]),
  'path parameters of every style': gets(
    [
      inPath('simple', { type: 'array', items: { type: 'integer' } }),
      inPath('label', id, { style: 'label' }),
      inPath('labels', { type: 'array', items: text }, { style: 'label', explode: true, example: ['a', 'b'] }),
      inPath('matrix', id, { style: 'matrix' }),
      inPath('object', object({ a: { type: 'integer' }, b: text }, ['a']), { explode: true }),
    ],
    '/x/{simple}/{label}/{labels}/{matrix}/{object}',
  ),
  'headers and cookies': gets([
    { name: 'X-Trace', in: 'header', required: true, schema: { type: 'string', format: 'uuid' } },
    { name: 'X-List', in: 'header', schema: { type: 'array', items: { type: 'integer' } }, required: true },
    { name: 'session', in: 'cookie', required: true, schema: { type: 'string', minLength: 3 } },
    { name: 'theme', in: 'cookie', schema: { type: 'string', enum: ['a', 'b'] } },
  ]),
  'paths that overlap': document({
    '/a/{id}': { get: { parameters: [inPath('id')], responses: { ...ok(object({ id }, ['id'])), ...refused } } },
    '/a/mine': { get: { responses: ok(object({ me: text }, ['me'])) } },
    '/a/{id}.{ext}': {
      get: { parameters: [inPath('id'), inPath('ext', text)], responses: { 200: { description: 'x' } } },
    },
    '/a/{id}/': { get: { parameters: [inPath('id')], responses: { 200: { description: 'x' } } } },
  }),
  'operation IDs, missing, twice and odd': document({
    '/a': {
      get: { responses: ok(text) },
      post: { operationId: 'do it, now/% ü', responses: { 200: { description: 'x' } } },
    },
    '/b': { get: { operationId: 'same', responses: ok(text) } },
    '/c': { get: { operationId: 'same', responses: ok(text) } },
    '/ü/{näme}': {
      get: {
        operationId: '日本',
        parameters: [inPath('näme', { type: 'string', enum: ['å', 'ä b'] })],
        responses: ok(text),
      },
    },
  }),
  'names with slashes, tildes, dots and brackets': posts(
    object({ 'a/b': text, 'c~d': { type: 'integer' }, 'e.f': text, 'g[]': text, 'h i,j': text, __proto__x: text }, [
      'a/b',
      'c~d',
      'e.f',
      'g[]',
      'h i,j',
    ]),
  ),
  'security of every kind': secured(
    {
      basic: { type: 'http', scheme: 'basic' },
      bearer: { type: 'http', scheme: 'bearer' },
      header: { type: 'apiKey', in: 'header', name: 'X-Key' },
      query: { type: 'apiKey', in: 'query', name: 'key' },
      cookie: { type: 'apiKey', in: 'cookie', name: 'sid' },
      other: { type: 'apiKey', in: 'cookie', name: 'csrf' },
      oauth: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: '/token', scopes: { read: 'x' } } } },
      openid: { type: 'openIdConnect', openIdConnectUrl: '/.well-known/openid-configuration' },
      tls: { type: 'mutualTLS' },
      digest: { type: 'http', scheme: 'digest' },
    },
    [{ basic: [] }],
    [{ bearer: [] }],
    [{ header: [] }],
    [{ query: [] }],
    [{ cookie: [], other: [] }],
    [{ oauth: ['read'], header: [] }, { openid: [] }],
    [{ tls: [] }],
    [{ header: [] }, {}],
    [{ none: [] }],
    [],
  ),
  'forms, text, files and XML': document(
    Object.fromEntries(
      [
        [
          'form',
          'application/x-www-form-urlencoded',
          object({ a: text, n: { type: 'integer', minimum: 1 }, l: { type: 'array', items: text } }, ['a', 'n']),
        ],
        ['text', 'text/plain', { type: 'string', minLength: 2 }],
        [
          'multipart',
          'multipart/form-data',
          object({ file: { type: 'string', format: 'binary' }, note: text }, ['file']),
        ],
        ['binary', 'application/octet-stream', { type: 'string', format: 'binary' }],
        ['xml', 'application/xml', object({ a: text }, ['a'])],
        ['problem', 'application/vnd.acme+json; charset=utf-8', object({ a: { type: 'integer' } }, ['a'])],
      ].map(([name, type, schema]) => [
        `/${name}`,
        {
          post: {
            requestBody: { required: true, content: { [type as string]: { schema } } },
            responses: { 200: { description: 'x', content: { [type as string]: { schema } } }, ...refused },
          },
        },
      ]),
    ),
  ),
  'empty, default and wildcard answers': document({
    '/empty': {
      delete: { responses: { 204: { description: 'x' } } },
      put: { responses: { 205: { description: 'x' } } },
    },
    '/default': { get: { responses: { default: { description: 'x', ...json(object({ a: text })) } } } },
    '/wild': {
      get: {
        responses: {
          '2XX': { description: 'x', ...json(object({ a: text }, ['a'])) },
          '4XX': { description: 'x', ...json(object({ code: id }, ['code'])) },
        },
      },
    },
    '/moved': {
      get: { responses: { 302: { description: 'x', headers: { Location: { required: true, schema: text } } } } },
    },
    '/refused': { get: { responses: { 404: { description: 'x' } } } },
  }),
  'links and callbacks': document({
    '/orders': {
      get: { operationId: 'listOrders', responses: ok({ type: 'array', items: object({ id }, ['id']) }) },
      post: {
        operationId: 'createOrder',
        requestBody: json(object({ note: text }, ['note'])),
        callbacks: { done: { '{$request.body#/url}': { post: { responses: { 200: { description: 'x' } } } } } },
        responses: {
          201: {
            description: 'x',
            ...json(object({ key: id, note: text }, ['key'])),
            links: { read: { operationId: 'getOrder', parameters: { orderId: '$response.body#/key' } } },
          },
          ...refused,
        },
      },
    },
    '/orders/{orderId}': {
      get: {
        operationId: 'getOrder',
        parameters: [inPath('orderId')],
        responses: { ...ok(object({ key: id, note: text })), ...refused },
      },
    },
  }),
  'servers with variables and base paths': gets([], '/things', {
    servers: [
      {
        url: 'https://{host}/{base}/v1/',
        variables: { host: { default: 'x.example' }, base: { default: 'api', enum: ['api'] } },
      },
      { url: '/other' },
    ],
  }),
  'a relative server': gets([], '/things', { servers: [{ url: './v2' }] }),
  'bounds in both styles': posts(
    object(
      {
        a: { type: 'number', minimum: 0, exclusiveMinimum: true, maximum: 9.5, exclusiveMaximum: false },
        b: { type: 'integer', format: 'int64', maximum: 9007199254740991 },
        c: { type: 'number', multipleOf: 0.01, minimum: 0.01 },
      },
      ['a', 'c'],
    ),
    {},
    '3.0.0',
  ),
  'bounds of JSON Schema': posts(
    object(
      {
        a: { type: 'integer', exclusiveMinimum: 0, exclusiveMaximum: 10 },
        b: { type: 'array', items: text, minItems: 2, maxItems: 3, uniqueItems: true },
      },
      ['a', 'b'],
    ),
  ),
  'patterns of every dialect': posts(
    object(
      {
        password: { type: 'string', pattern: '^(?=.*[A-Z])(?=.*\\d).{8,40}$' },
        pcre: { type: 'string', pattern: '(?i)^\\Aabc\\z$' },
        slow: { type: 'string', pattern: '^(a+)+$', minLength: 30 },
        long: { type: 'string', pattern: '^x{300}$' },
        escaped: { type: 'string', pattern: '^[\\w\\-\\.]+\\@x$' },
        letters: { type: 'string', pattern: '^\\p{Lu}\\p{Ll}{2,8}$' },
        wide: { type: 'string', pattern: '[\\s\\S]*', maxLength: 5 },
        none: { type: 'string', pattern: 'a^' },
      },
      ['password', 'slow', 'escaped', 'letters'],
    ),
  ),
  'formats of every kind': posts(
    object(
      Object.fromEntries(
        [
          'date',
          'date-time',
          'time',
          'duration',
          'uuid',
          'email',
          'uri',
          'uri-reference',
          'hostname',
          'ipv4',
          'ipv6',
          'byte',
          'binary',
          'password',
          'regex',
          'json-pointer',
          'phone',
          'int32',
        ].map((format) => [format, { type: 'string', format }]),
      ),
      ['date', 'uuid'],
    ),
  ),
  'numbers by format': posts(
    object(
      {
        a: { type: 'integer', format: 'int32' },
        b: { type: 'number', format: 'float' },
        c: { type: 'integer', format: 'unix-time' },
      },
      ['a'],
    ),
  ),
  'objects by keys': posts(
    object(
      {
        map: { type: 'object', additionalProperties: { type: 'integer' } },
        keyed: { type: 'object', patternProperties: { '^x-': text }, additionalProperties: false, minProperties: 1 },
        closed: { type: 'object', allOf: [object({ a: text })], unevaluatedProperties: false },
        deps: { type: 'object', properties: { a: text, b: text }, dependentRequired: { a: ['b'] } },
      },
      ['map', 'keyed'],
    ),
  ),
  conditions: posts({
    type: 'object',
    properties: { kind: { enum: ['a', 'b'] }, a: text },
    required: ['kind'],
    if: { properties: { kind: { const: 'a' } } },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { required: ['a'] },
    else: { not: { required: ['a'] } },
  }),
  'tuples and lists of lists': posts(
    object(
      {
        pair: { type: 'array', prefixItems: [{ type: 'number' }, text], items: false, minItems: 2 },
        grid: { type: 'array', items: { type: 'array', items: { type: 'integer' } } },
      },
      ['pair', 'grid'],
    ),
  ),
  'read and written alone': posts(
    object({ id: { type: 'integer', readOnly: true }, secret: { type: 'string', writeOnly: true }, name: text }, [
      'id',
      'secret',
      'name',
    ]),
  ),
  'example and examples': document(
    {
      '/x': {
        post: {
          parameters: [
            inQuery('a', text, { examples: { one: { value: 'x' }, other: { $ref: '#/components/examples/y' } } }),
          ],
          requestBody: json(
            object({ a: { type: 'string', examples: ['p', 'q'] }, b: { type: 'string', example: 'r' } }, ['a']),
            {
              examples: {
                full: { value: { a: 'p', b: 'r' } },
                outside: { externalValue: 'https://example.org/x.json' },
              },
            },
          ),
          responses: { ...ok(object({ a: text })), ...refused },
        },
      },
    },
    { components: { examples: { y: { value: 'z' } } } },
  ),
  'examples that do not fit, or look like references': posts(
    object({ a: { type: 'integer', example: 'none' }, b: { ...text, default: 7 } }, ['a'], {
      example: { a: 'x', $ref: 'https://example.org/none.json' },
    }),
  ),
  'a huge enum': posts(
    object({ code: { type: 'string', enum: Array.from({ length: 400 }, (_, nth) => `C${nth}`) } }, ['code']),
  ),
  'keywords that are not as they should be': posts(
    object(
      {
        a: { type: 'file' },
        b: { type: 'string', required: true, minLength: '3' },
        c: { type: 'array' },
        d: { type: 'string', pattern: null, format: 7, enum: [] },
        e: { type: 'date' },
      },
      ['a'],
    ),
  ),
  'a top level of every type': document(
    Object.fromEntries(
      ['string', 'number', 'integer', 'boolean', 'array', 'null'].map((type) => [
        `/${type}`,
        { post: { requestBody: { required: true, ...json({ type }) }, responses: { ...ok({ type }), ...refused } } },
      ]),
    ),
  ),
  'bodies of GET and DELETE': document({
    '/x': {
      get: { requestBody: json(pet), responses: ok(pet) },
      delete: { requestBody: json(pet), responses: { 204: { description: 'x' }, ...refused } },
    },
  }),
  'all that is made and read': document(
    {
      '/shops': {
        get: {
          parameters: [inQuery('city', text), inQuery('limit', { type: 'integer', minimum: 1, maximum: 50 })],
          responses: {
            ...ok(object({ items: { type: 'array', items: ref('Shop') }, total: { type: 'integer' } }, ['items'])),
            ...refused,
          },
        },
        post: {
          requestBody: { required: true, ...json(ref('Shop')) },
          responses: { ...ok(ref('Shop'), 201), ...refused },
        },
      },
      '/shops/{shopId}': {
        parameters: [inPath('shopId', { type: 'string', format: 'uuid' })],
        get: { responses: { ...ok(ref('Shop')), ...refused } },
        put: { requestBody: { required: true, ...json(ref('Shop')) }, responses: { ...ok(ref('Shop')), ...refused } },
        delete: { responses: { 204: { description: 'x' }, ...refused } },
      },
      '/shops/{shopId}/staff': {
        parameters: [inPath('shopId', { type: 'string', format: 'uuid' })],
        get: {
          responses: {
            ...ok({ type: 'array', items: object({ email: { type: 'string', format: 'email' } }, ['email']) }),
            ...refused,
          },
        },
      },
    },
    {
      components: {
        schemas: {
          Shop: object(
            {
              id: { type: 'string', format: 'uuid', readOnly: true },
              name: { type: 'string', minLength: 1, maxLength: 40 },
              city: text,
              kind: { type: 'string', enum: ['a', 'b'] },
            },
            ['id', 'name'],
          ),
        },
      },
    },
  ),
  'what OpenAPI 3.2 has': document(
    {
      '/things': {
        query: { responses: ok(text) },
        additionalOperations: { COPY: { responses: ok(text) } },
        post: {
          requestBody: json(object({ name: text }), { examples: { one: { dataValue: { name: 'x' } } } }),
          responses: { ...ok(object({ id, name: text }, ['id']), 201), ...refused },
        },
      },
    },
    {},
    '3.2.0',
  ),
  'versions of things, keys of requests, and things that an address alone tells': document({
    '/orders': {
      post: {
        parameters: [
          { name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string', format: 'uuid' } },
        ],
        requestBody: { required: true, ...json(object({ name: text }, ['name'])) },
        responses: {
          201: {
            description: 'x',
            headers: { Location: { required: true, schema: text } },
            links: { it: { operationId: 'getOrder', parameters: { no: '$response.header.Location' } } },
          },
          ...refused,
        },
      },
    },
    '/orders/{no}': {
      parameters: [inPath('no')],
      get: { operationId: 'getOrder', responses: { ...ok(object({ no: id, name: text }, ['no'])), ...refused } },
      put: {
        operationId: 'putOrder',
        parameters: [{ name: 'If-Match', in: 'header', required: true, schema: text }],
        requestBody: { required: true, ...json(object({ name: text }, ['name'])) },
        responses: { ...ok(object({ no: id, name: text })), ...refused, 412: { description: 'x' } },
      },
    },
    '/orders/{no}/lines': {
      get: { parameters: [inPath('no')], responses: { ...ok({ type: 'array', items: text }), ...refused } },
    },
    '/state': {
      get: { responses: { 200: { description: 'x', content: { 'text/plain': { schema: { enum: ['up'] } } } } } },
    },
  }),
  'YAML with anchors and merges': `
openapi: 3.0.3
info: { title: x, version: "1" }
x-shared: &shared
  description: x
  content: { application/json: { schema: { type: object, properties: { day: { type: string, format: date, example: 2020-02-03 } } } } }
paths:
  /x:
    get:
      responses:
        200: *shared
        "404": { <<: *shared, description: none }
`,
}
