import { describe, expect, test } from 'vitest'
import { environmentFor, wayTo } from '../targets/http/proxy.ts'
import { command } from './fixtures/command.ts'

const HTTP_PROXY = 'http://proxy.test:3128'

/** Whether a URL is asked by way of the proxy, where NO_PROXY is this. */
const isProxied = (url: string, NO_PROXY: string) =>
  wayTo(url, { HTTP_PROXY, HTTPS_PROXY: HTTP_PROXY, NO_PROXY }) !== 'direct'

describe('NO_PROXY', () => {
  test.each([
    ['target.test', 'http://target.test'],
    ['other, target.test ,', 'https://target.test'],
    ['TARGET.test', 'http://target.TEST.'],
    ['test', 'http://api.target.test'],
    ['.target.test', 'http://api.target.test'],
    ['*.target.test', 'http://api.target.test'],
    ['target.test:8080', 'http://target.test:8080'],
    ['target.test:443', 'https://target.test'],
    ['*', 'http://target.test'],
    ['other,*', 'http://target.test'],
    ['10.0.0.0/8', 'http://10.9.8.7:80'],
    ['10.1.2.3', 'http://10.1.2.3'],
    ['10.1.2.3:81', 'http://10.1.2.3:81'],
    ['10.0.0.0/8', 'http://[::ffff:10.1.2.3]'],
    ['2001:db8::/32', 'http://[2001:db8:1::1]'],
    ['[2001:db8::1]:80', 'http://[2001:db8:0::1]'],
    ['', 'http://127.0.0.2'],
    ['', 'http://[::1]:4000'],
    ['', 'https://api.localhost'],
  ])('"%s" has %s', (noProxy, url) => expect(isProxied(url, noProxy)).toBe(false))

  test.each([
    ['', 'http://target.test'],
    ['target.test', 'http://mytarget.test'],
    ['target.test:8080', 'http://target.test'],
    ['api.target.test', 'http://target.test'],
    ['10.0.0.0/8', 'http://11.0.0.1'],
    ['10.0.0.0/', 'http://10.0.0.1'],
    ['10.0.0.0/99', 'http://10.0.0.1'],
    ['10.0.0.0/8', 'http://10.test'],
    ['0.1', 'http://10.0.0.1'],
    ['.', 'http://target.test'],
  ])('"%s" has not %s', (noProxy, url) => expect(isProxied(url, noProxy)).toBe(true))
})

describe('the proxy', () => {
  const proxyOf = (url: string, env: Record<string, string>) => {
    const way = wayTo(url, env)
    return typeof way === 'object' && 'proxy' in way ? way.proxy.href : way
  }

  test('is that of the scheme, or else that of all', () => {
    const env = { http_proxy: 'http://a.test', HTTP_PROXY: 'http://b.test', ALL_PROXY: 'socks5://c.test' }
    expect(proxyOf('http://target.test', env)).toBe('http://a.test/')
    expect(proxyOf('https://target.test', env)).toMatch('socks5://c.test')
    expect(proxyOf('http://target.test', { http_proxy: ' ' })).toBe('direct')
  })

  test('is one of http where no scheme is said', () => {
    expect(proxyOf('http://target.test', { HTTP_PROXY: '127.0.0.1:8' })).toBe('http://127.0.0.1:8/')
    expect(proxyOf('http://target.test', { HTTP_PROXY: 'me:secret@proxy' })).toBe('http://me:secret@proxy/')
  })

  test.each(['ftp://proxy', 'http://', '::::', 'http://proxy:99999'])('cannot be %s', (HTTP_PROXY) =>
    expect(wayTo('http://target.test', { HTTP_PROXY })).toMatchObject({ variable: 'HTTP_PROXY' }),
  )

  test('is left out for a process that asks this machine, and said in full for one that asks elsewhere', () => {
    const env = { ALL_PROXY: 'proxy:8', NO_PROXY: 'x', HOME: '/' }
    expect(environmentFor('http://127.0.0.1:1', env)).toEqual({ NO_PROXY: 'x', HOME: '/' })
    expect(environmentFor('http://target.test', env)).toEqual({
      NO_PROXY: 'x',
      HOME: '/',
      http_proxy: 'http://proxy:8/',
      https_proxy: 'http://proxy:8/',
    })
  })
})

describe('a proxy that cannot be read', () => {
  const env = { HTTP_PROXY: 'http://proxy:99999' }

  test('is told where a target would be asked by way of it', async () => {
    const { status, stderr } = await command(['doctor', 'opus', '-u', 'http://target.test'], { env })
    expect(stderr).toContain('HTTP_PROXY: expected the URL of an http, https or socks5 proxy')
    expect(stderr).not.toContain('99999')
    expect(status).toBe(2)
  })

  test('is nothing to a target on this machine', async () => {
    const { status } = await command(['doctor', 'opus', '-u', 'http://127.0.0.2:9', '--timeout', '1s'], { env })
    expect(status).toBe(3)
  })
})
