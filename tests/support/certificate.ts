import { generateKeyPairSync, sign } from 'node:crypto'

/** One value of ASN.1 in DER. */
function der(tag: number, ...content: (Buffer | Buffer[])[]): Buffer {
  const body = Buffer.concat(content.flat())
  const bytes = body.length.toString(16)
  const long = Buffer.from(bytes.padStart(bytes.length + (bytes.length % 2), '0'), 'hex')
  const length =
    body.length < 128 ? Buffer.from([body.length]) : Buffer.concat([Buffer.from([128 + long.length]), long])
  return Buffer.concat([Buffer.from([tag]), length, body])
}

const sequence = (...content: Buffer[]) => der(0x30, content)
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'))
const time = (year: number) => der(0x17, Buffer.from(`${String(year % 100).padStart(2, '0')}0101000000Z`))

/** A key and a certificate of 127.0.0.1 that nobody but itself has signed, made anew each time. */
export function selfSigned(): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'))
  const name = sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from('127.0.0.1')))))
  const year = new Date().getUTCFullYear()
  const content = sequence(
    der(0x02, Buffer.from([1])),
    ecdsaWithSha256,
    name,
    sequence(time(year - 1), time(year + 2)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
  )
  const signature = der(0x03, Buffer.from([0]), sign('sha256', content, privateKey))
  const certificate = sequence(content, ecdsaWithSha256, signature).toString('base64')
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    cert: `-----BEGIN CERTIFICATE-----\n${certificate.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
  }
}
