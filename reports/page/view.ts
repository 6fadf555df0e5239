export type View = 'pretty' | 'raw'
