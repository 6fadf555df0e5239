import { readFileSync } from 'node:fs'
import { XmlDocument, XsdValidator } from 'libxml2-wasm'

/** @throws XmlParseError where the text is not well-formed XML. */
export function parseXml(text: string): void {
  XmlDocument.fromString(text).dispose()
}

/** What an XML Schema says against a document, in libxml2's words; undefined where it is valid. */
export function xsdFault(text: string, schema: URL): string | undefined {
  const xsd = XmlDocument.fromBuffer(readFileSync(schema))
  const validator = XsdValidator.fromDoc(xsd)
  const document = XmlDocument.fromString(text)
  try {
    validator.validate(document)
    return undefined
  } catch (error) {
    return (error as Error).message
  } finally {
    document.dispose()
    validator.dispose()
    xsd.dispose()
  }
}
