/** How a vendor is connected and read: "the Medit Link connection uses direct username/password", Shining 3D pushes. */
export function kindOf(vendor: unknown): { connectionType: string; syncMode: string } {
  return {
    connectionType: vendor === 'medit-link' ? 'login' : 'authorization',
    syncMode: vendor === 'shining-3d' ? 'push' : 'polling',
  }
}

export const isLoginBased = (vendor: unknown): boolean => kindOf(vendor).connectionType === 'login'
